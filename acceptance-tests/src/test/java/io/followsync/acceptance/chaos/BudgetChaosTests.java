package io.followsync.acceptance.chaos;

import java.time.Duration;
import java.util.Optional;

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
 * workers, the one that reads is stopped or killed every few minutes of that hour.
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

	@Test
	void noHourSeesMoreThanTheLimitAndTheBestIsNearlyFull(Stack stack, Disorder disorder) {
		Account account = stack.instagram()
			.place(Population.of(disorder.amount(4_400, 20_000), 1_800, 900).answeringIn(LATENCY_MS));
		Crowd crowd = new Crowd(stack);
		crowd.accepted(stack.gateway().submit(account.session()), account);
		Work work = new Work(stack.tables());
		Starts starts = new Starts();
		int inFlight = 0;
		while (!work.done()) {
			work.awaitPages(disorder.between(PAGES_BETWEEN / 2, PAGES_BETWEEN * 2));
			ServiceProcess victim = holder(stack, work);
			starts.await(victim);
			inFlight += end(disorder, work, victim);
			starts.begin(victim);
			await().atMost(IN_TIME).until(() -> stack.workers().stream().anyMatch(ServiceProcess::isReady));
		}
		starts.awaitAll();

		Soundness.assertThatAllIsWell(stack, crowd, inFlight, 0);
		int busiest = account.audit().busiest(StackKind.SHORT_HOUR);
		log.info("requests in the busiest hour: {}", busiest);
		assertThat(busiest).as("requests in the busiest hour").isGreaterThanOrEqualTo(NEARLY_ALL_OF_IT);
	}

	/** A worker that holds a job, or any live worker once all jobs are done. */
	private static ServiceProcess holder(Stack stack, Work work) {
		return await().atMost(IN_TIME)
			.until(() -> stack.workers()
				.stream()
				.filter((worker) -> work.done() ? worker.isAlive() : work.held(worker) > 0)
				.findFirst(), Optional::isPresent)
			.orElseThrow();
	}

	/**
	 * Ends the worker and returns how many pages that may lose: none if it hands over.
	 */
	private static int end(Disorder disorder, Work work, ServiceProcess worker) {
		// A killed worker's lease must run out first, which makes an hour with few
		// requests.
		if (disorder.oneIn(ONE_KILLED_IN)) {
			worker.kill();
			return work.held(worker);
		}
		worker.terminate();
		return 0;
	}

}
