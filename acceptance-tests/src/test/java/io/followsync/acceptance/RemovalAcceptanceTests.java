package io.followsync.acceptance;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.job.Session;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The time that decides is the database's, and here it jumps; it stays ahead, for time
 * that runs backwards would pay no budget.
 */
@StackTest(StackKind.QUIET)
@Order(15)
class RemovalAcceptanceTests {

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	private static final int RETENTION_SECONDS = 300;

	@Test
	void everythingOfAJobGoesItsTimeAfterTheEnd(Stack stack) {
		Account account = stack.instagram().place(Population.small());
		Session session = account.session();
		Set<String> others = stack.tables().jobs();
		String job = stack.gateway().submit(session);
		stack.gateway().awaitResult(job);
		Set<String> mine = new TreeSet<>(stack.tables().jobs());
		mine.removeAll(others);
		assertThat(mine).hasSize(1);
		String row = mine.iterator().next();
		assertThat(stack.tables().tablesWith(row)).contains("jobs", "job_lists", "sync_pages", "job_results",
				"job_result_members");

		ahead(stack, RETENTION_SECONDS - 60);
		assertThat(stack.gateway().trySubmit(session).status()).isEqualTo(409);
		assertThat(stack.gateway().status(job).status()).isEqualTo(200);

		ahead(stack, RETENTION_SECONDS + 1);
		await().atMost(IN_TIME).untilAsserted(() -> assertThat(stack.tables().tablesWith(row)).isEmpty());
		assertThat(stack.gateway().status(job).status()).isEqualTo(404);
		assertThat(stack.gateway().events(job).status()).isEqualTo(404);

		assertThat(stack.gateway().submit(session)).isEqualTo(job);
		stack.gateway().awaitResult(job);
	}

	@Test
	void aCredentialGoesWithTheEndOfItsJob(Stack stack) {
		Account account = stack.instagram().place(Population.of(4, 5, 3));
		String job = stack.gateway().submit(account.session());
		stack.gateway().awaitResult(job);

		assertThat(stack.tables().column("SELECT job_id FROM job_credentials")).isEmpty();
	}

	private static void ahead(Stack stack, int seconds) {
		stack.tables().execute("""
				CREATE OR REPLACE FUNCTION deciding_time() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
				AS 'SELECT clock_timestamp() + interval ''%d seconds'''""".formatted(seconds));
	}

}
