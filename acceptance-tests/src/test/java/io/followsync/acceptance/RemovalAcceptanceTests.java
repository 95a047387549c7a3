package io.followsync.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import io.followsync.acceptance.client.Browser;
import io.followsync.acceptance.client.KeptAccount;
import io.followsync.acceptance.client.Upload;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.job.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The database's clock decides, and these tests make it jump. */
@Tag("full")
@StackTest(StackKind.QUIET)
@Order(15)
class RemovalAcceptanceTests {

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	private static final int RETENTION_SECONDS = 300;

	private static final int A_DAY_SECONDS = 86_400;

	private static final Instant EXPORTED = Instant.parse("2026-10-01T12:00:00Z");

	/**
	 * The tables that hold an account's budget, its pauses and its sessions of the day.
	 */
	private static final Set<String> BY_ACCOUNT = Set.of("token_buckets", "known_sessions", "lane_cooldowns");

	@AfterEach
	void setRight(Stack stack) {
		ahead(stack, 0);
		// A bucket filled in the future would not refill until that time.
		stack.tables()
			.execute("UPDATE token_buckets SET refilled_at = deciding_time() WHERE refilled_at > deciding_time()");
	}

	@ParameterizedTest
	@EnumSource
	void removesEverythingOfAJobAfterItsRetention(End end, Stack stack) {
		Account account = stack.instagram().place(Population.small());
		String id = Long.toString(account.id());
		Set<String> others = stack.tables().jobs();
		String job = end.bringAbout(stack, account);
		Set<String> mine = new TreeSet<>(stack.tables().jobs());
		mine.removeAll(others);
		assertThat(mine).hasSize(1);
		String row = mine.iterator().next();
		assertThat(stack.tables().tablesWith(row)).containsAll(end.tables);
		assertThat(stack.tables().tablesThatTell(id)).as("what is looked for").isNotEmpty();

		ahead(stack, RETENTION_SECONDS - 60);
		assertThat(stack.gateway().job(job).path("state").asString("")).isEqualTo(end.state);

		ahead(stack, RETENTION_SECONDS + 1);
		await().atMost(IN_TIME).untilAsserted(() -> assertThat(stack.tables().tablesWith(row)).isEmpty());
		assertThat(stack.tables().tablesThatTell(row)).isEmpty();
		assertThat(stack.tables().tablesThatTell(id)).isSubsetOf(BY_ACCOUNT);
		assertThat(stack.gateway().http().get("/api/v1/jobs/" + job).status()).isEqualTo(404);
		assertThat(stack.gateway().events(job).status()).isEqualTo(404);
	}

	@Test
	void aSessionMaySubmitAgainAfterItsJobIsRemoved(Stack stack) {
		Session session = stack.instagram().place(Population.of(4, 5, 3)).session();
		String job = stack.gateway().submit(session);
		stack.gateway().awaitResult(job);

		ahead(stack, RETENTION_SECONDS - 60);
		assertThat(stack.gateway().trySubmit(session).status()).isEqualTo(409);
		assertThat(stack.gateway().status(job).status()).isEqualTo(200);

		ahead(stack, RETENTION_SECONDS + 1);
		await().atMost(IN_TIME).untilAsserted(() -> assertThat(stack.gateway().status(job).status()).isEqualTo(404));
		assertThat(stack.gateway().submit(session)).isEqualTo(job);
		stack.gateway().awaitResult(job);
	}

	@Test
	void everythingOfADeletedAccountGoesWithinADay(Stack stack) {
		Account account = stack.instagram().place(Population.small());
		String id = Long.toString(account.id());
		Browser browser = stack.gateway().browser();
		KeptAccount kept = browser.signIn(account.session());
		kept.completeSync();
		account.change(Map.of("lostFollowers", 3));
		kept.completeSync();
		Set<String> before = stack.tables().tablesThatTell(id);
		assertThat(before).contains("accounts", "account_credentials", "insights");

		assertThat(kept.disconnect("delete").status()).isEqualTo(204);
		assertThat(stack.tables().tablesThatTell(id)).doesNotContain("account_credentials").contains("accounts");

		ahead(stack, A_DAY_SECONDS);
		await().atMost(IN_TIME)
			.untilAsserted(() -> assertThat(stack.tables().tablesThatTell(id)).isSubsetOf(BY_ACCOUNT));
		assertThat(browser.account(account.id()).ask("").status()).isIn(401, 404);
	}

	@Test
	void deletesTheCredentialWhenTheJobEnds(Stack stack) {
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

	/** How a job ends, and what it has stored by then. */
	enum End {

		COMPLETED("COMPLETED", "job_lists", "sync_pages", "job_results", "job_result_chunks") {
			@Override
			String bringAbout(Stack stack, Account account) {
				String job = stack.gateway().submit(account.session());
				stack.gateway().awaitResult(job);
				return job;
			}
		},

		FAILED("FAILED", "job_lists", "sync_pages") {
			@Override
			String bringAbout(Stack stack, Account account) {
				account.fault("followers", 4, "login_required");
				String job = stack.gateway().submit(account.session());
				stack.gateway().awaitFailure(job);
				return job;
			}
		},

		CANCELLED("CANCELLED", "job_lists", "sync_pages") {
			@Override
			String bringAbout(Stack stack, Account account) {
				// Throttled, so that it waits with some of its pages stored.
				account.fault("followers", 4, Integer.MAX_VALUE, "throttle_429");
				String job = stack.gateway().submit(account.session());
				stack.gateway().awaitJob(job, (now) -> now.path("state").asString().equals("PARKED"));
				stack.gateway().http().delete("/api/v1/jobs/" + job);
				stack.gateway().awaitEnd(job);
				return job;
			}
		},

		IMPORTED("COMPLETED", "job_lists", "sync_pages", "job_results", "job_result_chunks") {
			@Override
			String bringAbout(Stack stack, Account account) {
				List<String> names = IntStream.range(0, 20)
					.mapToObj((number) -> account.id() + ".friend." + number)
					.toList();
				String job = stack.gateway()
					.upload(new Upload(
							Map.of("followers_1.json", ExportFiles.followers(names, EXPORTED, Duration.ofDays(3)),
									"following.json", ExportFiles.following(names, EXPORTED, Duration.ofDays(3)))));
				stack.gateway().awaitResult(job);
				return job;
			}
		};

		private final String state;

		private final Set<String> tables;

		End(String state, String... tables) {
			this.state = state;
			this.tables = Set.of(tables);
		}

		abstract String bringAbout(Stack stack, Account account);

	}

}
