package io.followsync.acceptance.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Audit;
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
 * The budget of 200 requests an hour, with every hour in three quarters of a minute:
 * three workers, of which the one that reads is stopped or killed every few minutes of
 * that time.
 */
@ChaosTest
@StackTest(StackKind.ROUGH)
@Order(47)
class BudgetChaosTests {

	private static final Logger log = LoggerFactory.getLogger(BudgetChaosTests.class);

	private static final Duration HOUR = StackKind.SHORT_HOUR;

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	private static final int LIMIT = 200;

	private static final int PAGES_BETWEEN = 20;

	private static final int ONE_KILLED_IN = 8;

	private static final int NEARLY_ALL_OF_IT = 180;

	@Test
	void noHourSeesMoreThanTheLimitAndTheBestIsNearlyFull(Stack stack, Disorder disorder) {
		Account account = stack.instagram().place(Population.of(disorder.amount(4_400, 20_000), 1_800, 900));
		Crowd crowd = new Crowd(stack);
		crowd.accepted(stack.gateway().submit(account.session()), account);
		Work work = new Work(stack.tables());
		Starts starts = new Starts();
		while (!work.done()) {
			work.awaitPages(disorder.between(PAGES_BETWEEN / 2, PAGES_BETWEEN * 2));
			ServiceProcess victim = holder(stack, work);
			starts.await(victim);
			end(disorder, victim);
			starts.begin(victim);
			await().atMost(IN_TIME).until(() -> stack.workers().stream().anyMatch(ServiceProcess::isReady));
		}
		starts.awaitAll();

		crowd.assertThatAllEndWithTheTruth();
		int busiest = busiest(account.audit().requests());
		log.info("requests in the busiest hour: {} of {}", busiest, LIMIT);
		assertThat(busiest).as("requests in the busiest hour").isBetween(NEARLY_ALL_OF_IT, LIMIT);
		Soundness.assertThatNothingIsLeftOver(stack);
	}

	/** Who reads; from whoever is next, everything that was not stored is gone. */
	private static ServiceProcess holder(Stack stack, Work work) {
		return await().atMost(IN_TIME)
			.until(() -> stack.workers()
				.stream()
				.filter((worker) -> work.done() ? worker.isAlive() : work.held(worker) > 0)
				.findFirst(), Optional::isPresent)
			.orElseThrow();
	}

	private static void end(Disorder disorder, ServiceProcess worker) {
		// The lease of a killed one must run out first: an hour with few requests.
		if (disorder.oneIn(ONE_KILLED_IN)) {
			worker.kill();
		}
		else {
			worker.terminate();
		}
	}

	/** The most requests that arrived in any hour. */
	private static int busiest(List<Audit.Request> requests) {
		List<Instant> arrivals = requests.stream().map(Audit.Request::at).sorted().toList();
		int most = 0;
		int first = 0;
		for (int last = 0; last < arrivals.size(); last++) {
			while (!arrivals.get(first).plus(HOUR).isAfter(arrivals.get(last))) {
				first++;
			}
			most = Math.max(most, last - first + 1);
		}
		return most;
	}

}
