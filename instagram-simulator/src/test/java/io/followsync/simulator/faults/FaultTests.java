package io.followsync.simulator.faults;

import java.io.UncheckedIOException;
import java.util.HashSet;

import io.followsync.simulator.SessionClient.Walk;
import io.followsync.simulator.SimulatorClient.Received;
import io.followsync.simulator.SimulatorTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FaultTests extends SimulatorTest {

	@BeforeEach
	void place() {
		this.simulator.place(this.account, 200, 200, 100);
	}

	@ParameterizedTest
	@CsvSource({ "throttle_429,429", "login_required,403", "server_error_503,503" })
	void strikesAsOftenAsPlannedAtThatPageOnly(String kind, int status) {
		planFault("followers", 2, 2, kind);
		String second = followers("").json(200).get("next_max_id").asString();
		assertThat(followers(second).status()).isEqualTo(status);
		assertThat(followers("").status()).isEqualTo(200);
		assertThat(followers(second).status()).isEqualTo(status);
		Received whole = followers(second);
		assertThat(whole.status()).isEqualTo(200);
		assertThat(whole.header("Retry-After")).isEmpty();
	}

	@Test
	void truncatedBodyHasItsAnnouncedLength() {
		planFault("following", 1, 1, "truncated_json");
		Received received = following("");
		assertThat(received.header("Content-Length")).isNotEmpty();
		assertThat(received.body()).startsWith("{\"users\"").doesNotContain("has_more");
		assertThatException().isThrownBy(() -> received.json(200)).withMessageContaining("end-of-input");
		assertThat(following("").json(200).get("users")).hasSize(50);
	}

	@ParameterizedTest
	@ValueSource(strings = { "followers", "following" })
	void resetBreaksOnlyOneConnection(String list) {
		planFault(list, 1, 1, "reset_connection");
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> this.owner.page(this.account, list, 50, ""));
		assertThat(this.owner.page(this.account, list, 50, "").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "followers", "following" })
	void decoyIsAnEmptyPageWithoutError(String list) {
		planFault(list, 1, 1, "decoy_empty");
		JsonNode page = this.owner.page(this.account, list, 50, "").json(200);
		assertThat(page.get("users")).isEmpty();
		assertThat(page.get("has_more").asBoolean()).isFalse();
		assertThat(page.has("next_max_id")).isFalse();
		assertThat(page.get("status").asString()).isEqualTo("ok");
	}

	@ParameterizedTest
	@CsvSource({ "followers,should_limit_list_of_followers", "following,should_limit_list_of_followings" })
	void cutListEndsEarlyAndIsMarked(String list, String mark) {
		planFault(list, 2, 1, "cut_list");
		Walk walk = this.owner.walk(this.account, list, 50);
		assertThat(walk.pages()).hasSize(2);
		JsonNode last = walk.pages().getLast();
		assertThat(last.get(mark).asBoolean()).isTrue();
		assertThat(last.get("has_more").asBoolean()).isFalse();
		assertThat(walk.pages().getFirst().get(mark).asBoolean()).isFalse();
		assertThat(last.path("hidden_following_account_count").asInt(1)).isPositive();
	}

	@ParameterizedTest
	@CsvSource({ "followers,1", "followers,3", "following,1", "following,2" })
	void walkIsCompleteAfterAShortPage(String list, int page) {
		planFault(list, page, 1, "short_page");
		Walk walk = this.owner.walk(this.account, list, 50);
		JsonNode shortPage = walk.pages().get(page - 1);
		assertThat(shortPage.get("page_size").asInt()).isLessThan(list.equals("followers") ? 25 : 50);
		assertThat(shortPage.get("has_more").asBoolean()).isTrue();
		assertThat(new HashSet<>(walk.ids())).hasSize(200);
	}

	@Test
	void profileFaultsSpareLists() {
		planFault("profile", 1, 2, "throttle_429");
		assertThat(this.owner.get("/api/v1/users/" + this.account + "/info/").status()).isEqualTo(429);
		assertThat(followers("").status()).isEqualTo(200);
		assertThat(this.owner.get("/api/v1/accounts/edit/web_form_data/").status()).isEqualTo(429);
		assertThat(this.owner.get("/api/v1/accounts/edit/web_form_data/").status()).isEqualTo(200);
	}

	@Test
	void damagedPageDoesNotCountAsServed() {
		planFault("followers", 1, 1, "truncated_json");
		followers("");
		followers("");
		JsonNode audit = this.simulator.audit(this.account);
		assertThat(audit.at("/pagesServed/followers/first").asInt()).isEqualTo(1);
		assertThat(audit.at("/requests/0/fault").asString()).isEqualTo("truncated_json");
		assertThat(audit.at("/requests/1").has("fault")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "throttle_429", "truncated_json", "decoy_empty", "cut_list", "false_viewer", "no_viewer",
			"short_page", "moved_rows", "shrinking_total", "repeated_cursor" })
	void auditNamesTheFaultOfEachRequest(String kind) {
		String second = followers("").json(200).get("next_max_id").asString();
		planFault("followers", 2, 2, kind);
		followers("");
		followers(second);
		followers(second);
		followers(second);
		assertThat(this.simulator.audit(this.account).get("requests"))
			.extracting((request) -> request.path("fault").asString(""))
			.containsExactly("", "", kind, kind, "");
	}

	@Test
	void newFaultsReplaceEarlierOnes() {
		planFault("followers", 1, 5, "throttle_429");
		this.simulator.faults(this.account, "[]");
		assertThat(followers("").status()).isEqualTo(200);
	}

	private Received followers(String cursor) {
		return this.owner.page(this.account, "followers", 50, cursor);
	}

	private Received following(String cursor) {
		return this.owner.page(this.account, "following", 50, cursor);
	}

}
