package io.followsync.gateway.whitelist.web;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.followsync.gateway.KeptAccountTest;
import io.followsync.gateway.access.Scope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

class WhitelistTests extends KeptAccountTest {

	private static final long OTHER_ACCOUNT = 77;

	@BeforeEach
	void knowSomebody() {
		this.kept.open(ACCOUNT, "FOLLOWING", false, 1, "anna", "2026-11-18");
		this.kept.open(ACCOUNT, "FOLLOWING", false, 2, "bob", "2026-11-18");
		this.kept.open(ACCOUNT, "FOLLOWERS", false, 3, "carl", "2026-11-18");
	}

	@Test
	void takesOneMemberOrNobody() {
		for (int times = 1; times <= 2; times++) {
			call(HttpMethod.PUT, "/2").expectStatus().isNoContent();
			assertThat(names()).containsExactly("bob");
		}
		call(HttpMethod.PUT, "/4").expectStatus()
			.isNotFound()
			.expectBody()
			.jsonPath("$.title")
			.isEqualTo("Member not found");
		for (int times = 1; times <= 2; times++) {
			call(HttpMethod.DELETE, "/2").expectStatus().isNoContent();
			assertThat(names()).isEmpty();
		}
		assertThat(changes()).containsExactly("{\"added\": 1}", "{\"removed\": 1}");
	}

	@Test
	void addsNobodyWhomOnlyAnotherAccountKnows() {
		this.kept.keep(new UUID(0, 2), OTHER_ACCOUNT);
		this.kept.open(OTHER_ACCOUNT, "FOLLOWING", false, 9, "stranger", "2026-11-18");
		call(HttpMethod.PUT, "/9").expectStatus().isNotFound();
		post("", "{\"ids\": [\"9\"], \"names\": [\"stranger\"]}").expectBody().json("""
				{"added": 0, "present": 0, "unknown": ["9", "stranger"], "unknownCount": 2}
				""");
		assertThat(count("whitelisted_members")).isZero();
		assertThat(changes()).isEmpty();
	}

	@Test
	void showsPagesInTheOrderOfNames() {
		add("\"text\": \"carl bob anna\"");
		assertThat(names()).containsExactly("anna", "bob", "carl");
		List<String> names = new ArrayList<>();
		String after = "";
		while (after != null) {
			PageSeen page = page("?limit=1" + after);
			page.items().forEach((item) -> names.add(item.username()));
			after = (page.next() != null) ? "&after=" + page.next() : null;
		}
		assertThat(names).containsExactly("anna", "bob", "carl");
	}

	@Test
	void showsTheNameOfNow() {
		add("\"ids\": [\"1\"]");
		sql("UPDATE members SET username = 'zoe' WHERE key = 1");
		get("").expectBody()
			.json("""
					{"items": [{"key": "1", "id": "1", "username": "zoe", "fullName": "Name of anna", "verified": false, "private": false}],
					 "next": null}
					""");
	}

	@Test
	void sendsAllOfItAsAFile() {
		this.kept.member(4, "dora", "=1+1", true, false);
		this.kept.open(ACCOUNT, "FOLLOWING", false, 4, "dora", "2026-11-18");
		add("\"ids\": [\"4\"]");
		sql("UPDATE whitelisted_members SET added_at = '2026-11-20T20:14Z'");
		get("?format=csv").expectHeader()
			.valueEquals("Content-Disposition", "attachment; filename=\"whitelist.csv\"")
			.expectBody(String.class)
			.isEqualTo("id,username,fullName,verified,private,addedAt\r\n"
					+ "4,dora,\"'=1+1\",true,false,2026-11-20T20:14:00Z\r\n");
		this.asOwner.get()
			.uri(path("/whitelist"))
			.accept(MediaType.APPLICATION_NDJSON)
			.exchange()
			.expectBody(String.class)
			.consumeWith((body) -> assertThat(body.getResponseBody()).startsWith("{\"key\":\"4\"").endsWith("}\n"));
	}

	@Test
	void isPartOfWhatPeopleShow() {
		String tag = this.asOwner.get()
			.uri(path("/whitelist"))
			.exchange()
			.returnResult(Void.class)
			.getResponseHeaders()
			.getETag();
		again(tag).expectStatus().isNotModified();
		add("\"names\": [\"anna\"]");
		again(tag).expectStatus().isOk();
		this.asOwner.get().uri(path("/relationships?whitelisted=true")).exchange().expectBody().json("""
				{"items": [{"username": "anna", "whitelisted": true}], "next": null}
				""");
	}

	@Test
	void isForItsOwnerOnlyAndForTokensThatMayChangeIt() {
		this.kept.keep(new UUID(0, 2), OTHER_ACCOUNT);
		WebTestClient stranger = as(new UUID(0, 2), Scope.READ, Scope.SYNC);
		WebTestClient reader = as(OWNER, Scope.READ);
		for (HttpMethod method : List.of(HttpMethod.PUT, HttpMethod.DELETE)) {
			stranger.method(method).uri(path("/whitelist/1")).exchange().expectStatus().isNotFound();
			reader.method(method).uri(path("/whitelist/1")).exchange().expectStatus().isForbidden();
		}
		for (String path : List.of("", "/removals", "/imports")) {
			stranger.post().uri(path("/whitelist" + path)).exchange().expectStatus().isNotFound();
			reader.post().uri(path("/whitelist" + path)).exchange().expectStatus().isForbidden();
		}
		for (String path : List.of("", "/export")) {
			stranger.get().uri(path("/whitelist" + path)).exchange().expectStatus().isNotFound();
			reader.get().uri(path("/whitelist" + path)).exchange().expectStatus().isOk();
		}
		assertThat(count("whitelisted_members")).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "?limit=0", "?limit=201", "?after=AA", "?format=xml" })
	void rejectsInvalidParameters(String query) {
		this.asOwner.get().uri(path("/whitelist" + query)).exchange().expectStatus().isBadRequest();
	}

	private void add(String fields) {
		post("", "{" + fields + "}").expectStatus().isOk();
	}

	private List<String> names() {
		return page("").items().stream().map(ItemSeen::username).toList();
	}

	private List<String> changes() {
		return this.database.sql("SELECT counts::text FROM activities WHERE kind = 'WHITELIST_CHANGED' ORDER BY at, id")
			.mapValue(String.class)
			.all()
			.collectList()
			.block();
	}

	private PageSeen page(String query) {
		return get(query).expectBody(PageSeen.class).returnResult().getResponseBody();
	}

	private WebTestClient.ResponseSpec again(String tag) {
		return this.asOwner.get().uri(path("/whitelist")).header("If-None-Match", tag).exchange();
	}

	private WebTestClient.ResponseSpec get(String query) {
		return this.asOwner.get().uri(path("/whitelist" + query)).exchange().expectStatus().isOk();
	}

	private WebTestClient.ResponseSpec call(HttpMethod method, String rest) {
		return this.asOwner.method(method).uri(path("/whitelist" + rest)).exchange();
	}

	private WebTestClient.ResponseSpec post(String rest, String body) {
		return this.asOwner.post()
			.uri(path("/whitelist" + rest))
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(body)
			.exchange();
	}

	/** A page as received. */
	record PageSeen(List<ItemSeen> items, String next) {
	}

	/** A row as received. */
	record ItemSeen(String username) {
	}

}
