package io.followsync.gateway.whitelist.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.followsync.gateway.KeptAccountTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

class WhitelistChangeTests extends KeptAccountTest {

	@BeforeEach
	void knowSomebody() {
		this.kept.open(ACCOUNT, "FOLLOWING", false, 1, "anna", "2026-11-18");
		this.kept.open(ACCOUNT, "FOLLOWING", false, 2, "b_o.b", "2026-11-18");
		this.kept.open(ACCOUNT, "FOLLOWERS", true, 3, "carl", "2026-11-18");
	}

	@Test
	void addsByIdNameAndPastedList() {
		post("", "{\"ids\": [\"1\"], \"names\": [\"ANNA\"], \"text\": \"\\n@b_o.b,carl;@nobody\\tcarl\"}").expectBody()
			.json("{\"added\": 3, \"present\": 0, \"unknown\": [\"nobody\"], \"unknownCount\": 1}");
		post("", "{\"names\": [\"anna\"]}").expectBody().json("{\"added\": 0, \"present\": 1, \"unknownCount\": 0}");
		assertThat(keys()).containsExactly(1L, 2L, 3L);
		assertThat(activities()).containsExactly("{\"added\": 3}");
	}

	@Test
	void takesALinkToAProfileForTheName() {
		post("", """
				{"names": ["@anna"], "text": "https://www.instagram.com/b_o.b/?igsh=x1 instagram.com/carl other.example/carl"}""")
			.expectBody()
			.json("{\"added\": 3, \"unknown\": [\"other.example/carl\"]}");
	}

	@Test
	void removesByIdNameAndPastedList() {
		post("", "{\"ids\": [\"1\", \"2\", \"3\"]}");
		post("/removals", "{\"ids\": [\"1\"], \"text\": \"@carl nobody\"}").expectBody()
			.json("{\"removed\": 2, \"absent\": 0, \"unknown\": [\"nobody\"], \"unknownCount\": 1}");
		post("/removals", "{\"names\": [\"carl\"]}").expectBody().json("{\"removed\": 0, \"absent\": 1}");
		assertThat(keys()).containsExactly(2L);
		assertThat(activities()).containsExactly("{\"added\": 3}", "{\"removed\": 2}");
	}

	@Test
	void aNameIsThatOfWhomTheLastWalkShowed() {
		this.kept.open(ACCOUNT, "FOLLOWING", false, 4, "anna", "2026-11-16");
		this.kept.end(ACCOUNT, "FOLLOWING", 4, "2026-11-20");
		this.kept.open(ACCOUNT, "FOLLOWERS", false, 5, "anna", "2026-11-16");
		this.kept.miss(ACCOUNT, "FOLLOWERS", 5, "2026-11-20");
		post("", "{\"names\": [\"anna\"]}");
		assertThat(keys()).containsExactly(1L);
	}

	@Test
	void findsWhoeverWasMissedOrLeft() {
		this.kept.miss(ACCOUNT, "FOLLOWING", 1, "2026-11-20");
		this.kept.open(ACCOUNT, "FOLLOWERS", false, 4, "dora", "2026-11-14");
		this.kept.end(ACCOUNT, "FOLLOWERS", 4, "2026-11-15");
		this.kept.open(ACCOUNT, "FOLLOWERS", false, 5, "dora", "2026-11-16");
		this.kept.end(ACCOUNT, "FOLLOWERS", 5, "2026-11-17");
		post("", "{\"text\": \"anna dora\"}").expectBody().json("{\"added\": 2}");
		assertThat(keys()).containsExactly(1L, 5L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "b%", "_", "b\\\\_o.b", "<b>anna</b>", "\\u0000", "anna\\u0000", "99999999999999999999" })
	void takesNoEntryForAPattern(String entry) {
		post("", "{\"ids\": [\"" + entry + "\"], \"names\": [\"" + entry + "\"]}").expectStatus()
			.isOk()
			.expectBody()
			.json("{\"added\": 0, \"unknownCount\": 2}");
	}

	@Test
	void showsOnlyTheFirstOfManyUnknown() {
		String names = IntStream.rangeClosed(1, 1_500).mapToObj((n) -> "n" + n).collect(Collectors.joining(" "));
		post("", "{\"text\": \"" + "x".repeat(500) + " " + names + "\"}").expectBody()
			.jsonPath("$.unknownCount")
			.isEqualTo(1_501)
			.jsonPath("$.unknown.length()")
			.isEqualTo(1_000)
			.jsonPath("$.unknown[0]")
			.isEqualTo("x".repeat(100) + "…")
			.jsonPath("$.unknown[1]")
			.isEqualTo("n1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "[]", "7", "{\"ids\": \"1\"}", "{\"ids\": [1]}", "{\"text\": [\"a\"]}",
			"{\"names\": [\"anna\"]", "{\"names\": [\"anna\"]} x", "{\"names\": []}", "{\"text\": \" ,\"}",
			"{\"names\": [null]}", "{\"names\": [\"anna\", {}]}" })
	void rejectsOtherBodies(String body) {
		post("", body).expectStatus().isBadRequest().expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
		post("/removals", body).expectStatus().isBadRequest();
		assertThat(keys()).isEmpty();
	}

	@Test
	void rejectsAPasteOfTenMegabytes() {
		post("", "{\"text\": \"" + "anna ".repeat(2_000_000) + "\"}").expectStatus()
			.isEqualTo(413)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.title")
			.isEqualTo("Request body too large");
		assertThat(keys()).isEmpty();
	}

	@Test
	void rejectsMoreThan20000Entries() {
		post("", "{\"ids\": [\"1\"], \"text\": \"" + "anna ".repeat(20_000) + "\"}").expectStatus()
			.isEqualTo(413)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("A request has at most 20000 entries.");
		post("", "{\"text\": \"" + "anna ".repeat(20_000) + "\"}").expectStatus().isOk();
		assertThat(keys()).containsExactly(1L);
	}

	@Test
	void repeatsNothingUnderOneKey() {
		WebTestClient client = this.asOwner.mutate().defaultHeader("Idempotency-Key", "monday").build();
		post(client, "", "{\"names\": [\"anna\", \"nobody\"]}").expectBody()
			.json("{\"added\": 1, \"unknownCount\": 1}");
		sql("DELETE FROM whitelisted_members");
		post(client, "", "{\"names\": [\"anna\", \"nobody\"]}").expectBody()
			.json("{\"added\": 1, \"unknown\": [\"nobody\"]}");
		assertThat(keys()).isEmpty();
		post(client, "", "{\"names\": [\"carl\"]}").expectStatus().isEqualTo(422);
		post(client, "/removals", "{\"names\": [\"anna\", \"nobody\"]}").expectStatus().isEqualTo(422);
	}

	@Test
	void bearsTheSameListsFromManyAtOnce() {
		sql("""
				INSERT INTO relationships (account_id, member_key, since, list, reciprocated, username)
				SELECT %d, n, '2026-11-18T20:14Z', 'FOLLOWING', false, 'n' || n FROM generate_series(101, 600) n"""
			.formatted(ACCOUNT));
		List<String> ids = LongStream.rangeClosed(101, 600).mapToObj("\"%d\""::formatted).collect(Collectors.toList());
		Flux.range(0, 24).flatMap((n) -> Flux.defer(() -> {
			List<String> shuffled = new ArrayList<>(ids);
			Collections.shuffle(shuffled, new Random(n));
			post((n % 3 == 0) ? "/removals" : "", "{\"ids\": " + shuffled + "}").expectStatus().isOk();
			return Flux.empty();
		}).subscribeOn(Schedulers.boundedElastic()), 8).blockLast();
	}

	private List<Long> keys() {
		return this.database.sql("SELECT member_key FROM whitelisted_members ORDER BY 1")
			.mapValue(Long.class)
			.all()
			.collectList()
			.block();
	}

	private List<String> activities() {
		return this.database.sql("SELECT counts::text FROM activities WHERE kind = 'WHITELIST_CHANGED' ORDER BY at, id")
			.mapValue(String.class)
			.all()
			.collectList()
			.block();
	}

	private WebTestClient.ResponseSpec post(String rest, String body) {
		return post(this.asOwner, rest, body);
	}

	private static WebTestClient.ResponseSpec post(WebTestClient client, String rest, String body) {
		return client.post()
			.uri(path("/whitelist" + rest))
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(body)
			.exchange();
	}

}
