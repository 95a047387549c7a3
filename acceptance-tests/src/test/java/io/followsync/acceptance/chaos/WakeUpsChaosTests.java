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

/** All workers die while they are deciding who takes the jobs. */
@ChaosTest
@StackTest(StackKind.QUIET)
@Order(21)
class WakeUpsChaosTests {

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	/** Acknowledgements reach the broker every second. */
	private static final Duration ACKNOWLEDGED = Duration.ofMillis(2_500);

	private static final String CLAIMS = """
			SELECT %s FROM pg_stat_activity
			WHERE wait_event_type = 'Lock' AND query LIKE '%%claims_in_vain + 1%%' AND pid <> pg_backend_pid()""";

	@Test
	void theBrokerKeepsWhatNobodyHasDecided(Stack stack, Disorder disorder) {
		Crowd crowd = new Crowd(stack);
		AtomicLong before = new AtomicLong();
		await().atMost(IN_TIME).during(ACKNOWLEDGED).until(() -> before.getAndSet(acknowledged(stack)) == before.get());

		// Neither the claims nor the dispatcher get any further without this table.
		stack.tables().whileLocked("lane_cooldowns", () -> {
			crowd.submit(disorder.between(2, 8), Population.of(60, 40, 20));
			await().atMost(IN_TIME).until(() -> stack.tables().number(CLAIMS.formatted("count(*)")) > 0);

			await("nothing is acknowledged").atMost(ACKNOWLEDGED.multipliedBy(2))
				.during(ACKNOWLEDGED)
				.until(() -> acknowledged(stack) == before.get());
			stack.workers().forEach(ServiceProcess::kill);
			// Otherwise the database would still make the claims of the dead.
			stack.tables().column(CLAIMS.formatted("pg_terminate_backend(pid)"));
		});

		stack.workers().forEach(ServiceProcess::start);
		crowd.assertThatAllEndWithTheTruth();
		assertThat(stack.trespasses().all()).as("what workers wrote to jobs of others").isEmpty();
	}

	private static long acknowledged(Stack stack) {
		return stack.topics().acknowledged("sync-worker");
	}

}
