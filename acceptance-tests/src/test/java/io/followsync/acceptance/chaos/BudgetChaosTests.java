package io.followsync.acceptance.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.process.ServiceProcess;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The budget of 200 requests an hour, with the hour shortened to 45 seconds: of three
 * workers, the one that reads is stopped or killed every few minutes of that hour, and
 * then left in peace for an hour.
 */
@ChaosTest
@StackTest(StackKind.ROUGH)
@Order(47)
class BudgetChaosTests {

	private static final Logger log = LoggerFactory.getLogger(BudgetChaosTests.class);

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	private static final int LATENCY_MS = 50;

	private static final int PAGES_BETWEEN = 20;

	private static final int ONE_KILLED_IN = 8;

	private static final int NEARLY_ALL_OF_IT = 180;

	/** What is left to read after the last end: more than an hour allows. */
	private static final int CALM_PAGES = 230;

	@Test
	void neverExceedsTheHourlyLimitYetNearlyReachesIt(Stack stack, Disorder disorder) {
		List<Integer> pagesBetween = Stream.generate(() -> disorder.between(PAGES_BETWEEN / 2, PAGES_BETWEEN * 2))
			.limit(disorder.amount(4, 24))
			.toList();
		Account account = stack.instagram()
			.place(Population.ofPages(pagesBetween.stream().mapToInt(Integer::intValue).sum() + CALM_PAGES)
				.answeringIn(LATENCY_MS));
		Crowd crowd = new Crowd(stack);
		crowd.accepted(stack.gateway().submit(account.session()), account);
		Work work = new Work(stack.tables());
		Starts starts = new Starts();
		int inFlight = 0;
		for (int pages : pagesBetween) {
			work.awaitPages(pages);
			ServiceProcess victim = holder(stack, work);
			starts.await(victim);
			inFlight += end(disorder, work, victim);
			starts.begin(victim);
			await().atMost(IN_TIME).until(() -> stack.workers().stream().anyMatch(ServiceProcess::isReady));
		}
		Instant lastEnd = Instant.now();
		starts.awaitAll();

		Soundness.assertThatAllIsWell(stack, crowd, inFlight, 0);
		int calm = account.audit().since(lastEnd).busiest(StackKind.SHORT_HOUR);
		log.info("requests in the busiest hour after the last end: {}", calm);
		// A request that an ended worker was granted and never made would be missing
		// here.
		assertThat(calm).as("requests in the busiest hour after the last end").isGreaterThanOrEqualTo(NEARLY_ALL_OF_IT);
	}

	/** The worker that holds the job. */
	private static ServiceProcess holder(Stack stack, Work work) {
		return await().atMost(IN_TIME)
			.until(() -> stack.workers().stream().filter((worker) -> work.held(worker) > 0).findFirst(),
					Optional::isPresent)
			.orElseThrow();
	}

	/**
	 * Ends the worker and returns how many pages that may lose: none if it hands over.
	 */
	private static int end(Disorder disorder, Work work, ServiceProcess worker) {
		if (disorder.oneIn(ONE_KILLED_IN)) {
			worker.kill();
			return work.held(worker);
		}
		worker.terminate();
		return 0;
	}

}
