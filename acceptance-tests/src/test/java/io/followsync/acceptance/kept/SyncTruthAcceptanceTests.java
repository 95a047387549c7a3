package io.followsync.acceptance.kept;

import java.util.Map;

import io.followsync.acceptance.client.Reply;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.SharedStackTest;
import io.followsync.acceptance.stack.Stack;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sync that Instagram lies to changes nothing of what is told, and says why. The next
 * one tells everything that happened meanwhile.
 */
@SharedStackTest
class SyncTruthAcceptanceTests {

	/** Ten pages of followers and four of following. */
	private static final Population LISTS = Population.small();

	private static final int ALWAYS = 1_000_000;

	private static final Map<String, Integer> CHURN = Map.of("newFollowers", 3, "lostFollowers", 4, "lostFollowing", 2,
			"renamed", 2);

	@ParameterizedTest
	@CsvSource({ "followers, 4, cut_list", "following, 1, decoy_empty" })
	void aSuspectSyncChangesNothingAndSaysWhy(String list, int page, String kind, Stack stack) {
		assertThatItChangesNothing(withHistory(stack), list, page, kind);
	}

	/** The last one cuts a list silently, so that its count is suspect. */
	@Tag("full")
	@ParameterizedTest
	@CsvSource({ "following, 2, cut_list", "followers, 1, decoy_empty", "followers, 4, decoy_empty" })
	void everySuspectSyncChangesNothing(String list, int page, String kind, Stack stack) {
		assertThatItChangesNothing(withHistory(stack), list, page, kind);
	}

	@Test
	void aSyncLoggedOutMidwayChangesNothingAndAsksToReconnect(Stack stack) {
		WatchedAccount account = withHistory(stack);
		Map<String, String> before = account.answers();
		account.instagram().change(CHURN);
		account.instagram().fault("followers", 3, "logged_out_midway");

		JsonNode failed = account.kept().awaitEnd(account.kept().startSync());

		assertThat(failed.path("failure").path("kind").asString()).isEqualTo("RECONNECT_NEEDED");
		assertThat(failed.path("failure").path("advice").asString("")).isNotBlank();
		assertThat(account.answers()).isEqualTo(before);
		assertThat(account.kept().state()).isEqualTo("RECONNECT_NEEDED");
		Reply refused = account.kept().requestSync();
		assertThat(refused.status()).as("sync without a credential: %s", refused).isEqualTo(409);
		assertThat(refused.text("type")).isEqualTo("urn:followsync:error:account-not-connected");

		account.browser().signIn(account.instagram().session());
		assertThat(account.kept().state()).isEqualTo("CONNECTED");
		account.sync();
		account.assertThatHistoryIsTrue();
	}

	/** Rows that moved are shown twice, and those that they replace not at all. */
	@Tag("full")
	@ParameterizedTest
	@CsvSource({ "followers, 2, 1", "followers, 5, 9", "following, 2, 1", "following, 3, 9" })
	void movedRowsLeadToTheTruthOrToNothing(String list, int page, int times, Stack stack) {
		WatchedAccount account = withHistory(stack);
		Map<String, String> before = account.answers();
		account.instagram().change(CHURN);
		account.instagram().fault(list, page, times, "moved_rows");

		JsonNode ended = account.kept().awaitEnd(account.kept().startSync());

		assertThat(account.instagram().audit().strikes("moved_rows")).isPositive();
		if (ended.path("state").asString().equals("COMPLETED")) {
			account.count(ended);
			account.assertThatHistoryIsTrue();
		}
		else {
			assertThat(account.answers()).isEqualTo(before);
		}
		account.instagram().clearFaults();
		account.sync();
		account.assertThatHistoryIsTrue();
	}

	private static WatchedAccount withHistory(Stack stack) {
		WatchedAccount account = WatchedAccount.signIn(stack, LISTS);
		account.sync();
		account.instagram().change(Map.of("newFollowers", 5, "lostFollowers", 3, "newFollowing", 2, "renamed", 3));
		account.sync();
		account.assertThatHistoryIsTrue();
		return account;
	}

	private static void assertThatItChangesNothing(WatchedAccount account, String list, int page, String kind) {
		Map<String, String> before = account.answers();
		String version = account.kept().ask("/relationships").header("ETag");
		account.instagram().change(CHURN);
		account.instagram().fault(list, page, ALWAYS, kind);

		JsonNode failed = account.kept().awaitEnd(account.kept().startSync());

		assertThat(failed.path("failure").path("kind").asString()).as("end of %s", failed).isEqualTo("INCOMPLETE");
		assertThat(failed.path("failure").path("message").asString()).containsIgnoringCase(list)
			.contains("not proven complete");
		assertThat(failed.path("lists").path(list).path("verdict").asString()).isEqualTo("SUSPECT");
		assertThat(failed.path("lists").path(list).path("reason").asString("")).isNotBlank();
		assertThat(account.answers()).isEqualTo(before);
		assertThat(account.kept()
			.http()
			.get(account.kept().path("/relationships"), Map.of("If-None-Match", version))
			.status()).as("pages of people, asked for again").isEqualTo(304);
		assertThat(account.kept().activities().getFirst().path("kind").asString()).isEqualTo("SYNC_FAILED");
		assertThat(account.kept().ask("/overview").json().path("lastSync").path("failure").path("kind").asString())
			.isEqualTo("INCOMPLETE");

		account.instagram().clearFaults();
		account.sync();
		account.assertThatHistoryIsTrue();
	}

}
