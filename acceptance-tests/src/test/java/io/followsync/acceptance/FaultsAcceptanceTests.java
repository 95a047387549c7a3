package io.followsync.acceptance;

import java.util.ArrayList;
import java.util.List;

import io.followsync.acceptance.client.ResultRow;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.SharedStackTest;
import io.followsync.acceptance.stack.Stack;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Each kind of fault, once in the middle of a list. Each test has its own account. */
@Tag("full")
@SharedStackTest
class FaultsAcceptanceTests {

	private static final int MIDDLE = 4;

	private static final int ALWAYS = 1_000_000;

	private static final int PROBES = 20;

	@ParameterizedTest
	@ValueSource(strings = { "server_error_503", "truncated_json", "reset_connection", "short_page" })
	void retriesTransientFailures(String kind, Stack stack) {
		Account account = stack.instagram().place(Population.small());
		account.fault("followers", MIDDLE, kind);

		String job = stack.gateway().submit(account.session());
		stack.gateway().awaitResult(job);

		assertThatItIsTheTruth(stack, job, account);
	}

	@Test
	void aThrottledJobShowsItsWaitAndResumes(Stack stack) {
		Account account = stack.instagram().place(Population.small());
		account.fault("followers", MIDDLE, "throttle_429");

		String job = stack.gateway().submit(account.session());
		JsonNode parked = stack.gateway().awaitJob(job, (now) -> now.path("state").asString().equals("PARKED"));

		assertThat(parked.path("waitingFor").asString("")).isEqualTo("COOLDOWN");
		assertThat(parked.path("resumesAt").asString("")).isNotEmpty();
		assertThat(stack.gateway().status(job).text("status")).isEqualTo("processing");
		stack.gateway().awaitResult(job);
		assertThatItIsTheTruth(stack, job, account);
		assertThat(account.audit().repeated()).as("pages served again").isZero();
	}

	@Test
	void anExpiredSessionAsksTheOwnerToReconnect(Stack stack) {
		Account account = stack.instagram().place(Population.small());
		account.fault("followers", MIDDLE, "login_required");

		String job = stack.gateway().submit(account.session());
		JsonNode failure = stack.gateway().awaitFailure(job);

		assertThat(failure.path("kind").asString()).isEqualTo("RECONNECT_NEEDED");
		assertThat(failure.path("advice").asString()).startsWith("Log in to Instagram again");
		JsonNode lists = stack.gateway().job(job).path("lists");
		assertThat(lists.path("followers").path("verdict").asString("")).isEqualTo("PARTIAL");
		assertThat(lists.path("followers").path("evidence").path("reason").asString("")).startsWith("Read up to ");
		assertThat(lists.path("following").path("verdict").asString("")).isEqualTo("PARTIAL");
		assertThatThereIsNoResult(stack, job);
	}

	@ParameterizedTest
	@CsvSource({ "followers, 1, decoy_empty", "followers, 4, decoy_empty", "following, 2, decoy_empty",
			"followers, 4, repeated_cursor", "following, 3, repeated_cursor" })
	void oneFalsePageDelaysButKeepsTheResult(String list, int page, String kind, Stack stack) {
		Account account = stack.instagram().place(Population.small());
		account.fault(list, page, kind);

		String job = stack.gateway().submit(account.session());
		JsonNode ended = stack.gateway().awaitResult(job);

		assertThatItIsTheTruth(stack, job, account);
		assertThat(ended.path("result").path("unconfirmedCount").asInt(-1)).isZero();
		assertThat(account.audit().strikes(kind)).isEqualTo(1);
	}

	/** On these pages of as many accounts, once and in each walk. */
	@ParameterizedTest
	@CsvSource({ "1, 1", "2, 1", "4, 1", "6, 1", "8, 1", "2, 9", "5, 9" })
	void neverConfirmsMembersHiddenByMovedRows(int page, int times, Stack stack) {
		Account account = stack.instagram().place(Population.small());
		account.fault("followers", page, times, "moved_rows");

		String job = stack.gateway().submit(account.session());
		stack.gateway().awaitResult(job);

		List<String> truth = account.truth().notFollowingBack();
		assertThat(stack.gateway().result(job).ndjson("notFollowingBack")).filteredOn(ResultRow::confirmed)
			.extracting(ResultRow::username)
			.isSubsetOf(truth);
		JsonNode result = stack.gateway().status(job).json().path("result");
		List<String> accused = new ArrayList<>(names(result, "unfollowers"));
		assertThat(names(result, "unconfirmed")).hasSize(result.path("unconfirmed_count").asInt(-1));
		if (times == 1) {
			assertThat(accused).as("after a second walk").isEqualTo(truth);
		}
		accused.removeAll(names(result, "unconfirmed"));
		assertThat(accused).isSubsetOf(truth);
		assertThat(account.audit().strikes("moved_rows")).isEqualTo(Math.min(times, 2));
	}

	/** A client that believes the decoy would report that everybody has left. */
	@ParameterizedTest
	@CsvSource({ "followers, 1, 9, decoy_empty", "following, 1, 9, decoy_empty", "followers, 4, 1, cut_list",
			"following, 2, 1, cut_list" })
	void givesNoResultForAnUnprovenList(String list, int page, int times, String kind, Stack stack) {
		Account account = stack.instagram().place(Population.small());
		account.fault(list, page, times, kind);

		String job = stack.gateway().submit(account.session());
		JsonNode failure = stack.gateway().awaitFailure(job);

		assertThat(failure.path("kind").asString()).isEqualTo("INCOMPLETE");
		assertThat(failure.path("message").asString()).containsIgnoringCase(list).contains("not proven complete");
		JsonNode evidence = stack.gateway().job(job).path("lists").path(list);
		assertThat(evidence.path("verdict").asString()).isEqualTo("SUSPECT");
		assertThat(evidence.path("evidence").path("reason").asString("")).isNotBlank();
		assertThatThereIsNoResult(stack, job);
	}

	/**
	 * Decision 007: the declared counts are never needed, but without them less is
	 * certain.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "throttle_429", "throttle_401", "challenge", "login_required", "html_shell",
			"server_error_503" })
	void marksUnconfirmedMembersWhenCountsAreUndeclared(String kind, Stack stack) {
		Account account = stack.instagram().place(Population.small());
		account.fault("profile", 1, ALWAYS, kind);

		String job = stack.gateway().submit(account.session());
		JsonNode ended = stack.gateway().awaitResult(job);

		assertThatItIsTheTruth(stack, job, account);
		assertThat(ended.path("lists").path("followers").path("declared").isNumber()).as("declared in %s", ended)
			.isFalse();
		int unconfirmed = account.truth().notFollowingBack().size() - PROBES;
		assertThat(ended.path("result").path("unconfirmedCount").asInt(-1)).isEqualTo(unconfirmed);
		assertThat(stack.gateway().result(job).ndjson("notFollowingBack")).filteredOn((row) -> !row.confirmed())
			.hasSize(unconfirmed);
		assertThat(stack.gateway().result(job).ndjson("fans")).noneMatch(ResultRow::confirmed);
		assertThat(stack.gateway().result(job).ndjson("mutual")).hasSize(account.truth().mutual())
			.allMatch(ResultRow::confirmed);
		assertThat(account.audit().repeated()).as("pages served again").isZero();
	}

	private static List<String> names(JsonNode result, String field) {
		return result.path(field).valueStream().map(JsonNode::asString).toList();
	}

	private static void assertThatItIsTheTruth(Stack stack, String job, Account account) {
		List<ResultRow> rows = stack.gateway().result(job).ndjson("notFollowingBack");
		assertThat(rows).extracting(ResultRow::username).isEqualTo(account.truth().notFollowingBack());
		assertThat(stack.gateway().result(job).ndjson("fans")).extracting(ResultRow::username)
			.isEqualTo(account.truth().fans());
	}

	private static void assertThatThereIsNoResult(Stack stack, String job) {
		JsonNode status = stack.gateway().status(job).json();
		assertThat(status.path("status").asString()).isEqualTo("failed");
		assertThat(status.path("error").asString("")).isNotBlank();
		assertThat(status.has("result")).as("a result in %s", status).isFalse();
		assertThat(stack.gateway().result(job).ask("notFollowingBack").status()).isEqualTo(409);
	}

}
