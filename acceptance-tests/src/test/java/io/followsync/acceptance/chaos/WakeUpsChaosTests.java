package io.followsync.acceptance.chaos;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.process.ServiceProcess;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * All workers die while they are deciding who takes the jobs. On the quiet stack, because
 * on the other one they would find the jobs without the wake-ups; it is quiet again
 * afterwards.
 */
@ChaosTest
@StackTest(StackKind.QUIET)
@Order(21)
class WakeUpsChaosTests {

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	/** Acknowledgements reach the broker every second. */
	private static final Duration TO_BE_ACKNOWLEDGED = Duration.ofMillis(2_500);

	private static final String CLAIMS = """
			SELECT %s FROM pg_stat_activity
			WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'WITH taken AS%%'""";

	@Test
	void theBrokerKeepsUndecidedWakeUps(Stack stack, Disorder disorder) {
		Crowd crowd = new Crowd(stack);
		long before = settled(stack);

		try {
			// Neither the claims nor the dispatcher get any further without this table.
			stack.tables().whileLocked("lane_cooldowns", () -> {
				crowd.submit(disorder.between(2, 8), Population.of(60, 40, 20));
				await().atMost(IN_TIME).until(() -> stack.tables().number(CLAIMS.formatted("count(*)")) > 0);

				await("nothing is acknowledged").atMost(IN_TIME)
					.during(TO_BE_ACKNOWLEDGED)
					.failFast(() -> acknowledged(stack) != before)
					.until(() -> true);
				stack.workers().forEach(ServiceProcess::kill);
				// Otherwise the database would still make the claims of the dead.
				stack.tables().column(CLAIMS.formatted("pg_terminate_backend(pid)"));
			});
		}
		finally {
			stack.workers().forEach(ServiceProcess::start);
		}

		crowd.assertThatAllEndWithTheTruth();
		assertThat(stack.trespasses().all()).as("what workers wrote to jobs of others").isEmpty();
	}

	/** Up to where all wake-ups are acknowledged, once that no longer changes. */
	private static long settled(Stack stack) {
		AtomicLong last = new AtomicLong();
		await().atMost(IN_TIME).during(TO_BE_ACKNOWLEDGED).until(() -> {
			long now = acknowledged(stack);
			return last.getAndSet(now) == now;
		});
		return last.get();
	}

	private static long acknowledged(Stack stack) {
		return stack.topics().acknowledged("sync-worker");
	}

}
