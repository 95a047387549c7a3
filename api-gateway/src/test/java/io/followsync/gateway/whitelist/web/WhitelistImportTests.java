package io.followsync.gateway.whitelist.web;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.followsync.gateway.KeptAccountTest;
import io.followsync.gateway.RawConnection;
import io.followsync.gateway.access.Scope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

class WhitelistImportTests extends KeptAccountTest {

	@BeforeEach
	void knowSomebody() {
		this.kept.open(ACCOUNT, "FOLLOWING", false, 1, "anna", "2026-11-18");
		this.kept.open(ACCOUNT, "FOLLOWING", false, 2, "b_o.b", "2026-11-18");
		this.kept.open(ACCOUNT, "FOLLOWERS", true, 3, "carl", "2026-11-18");
	}

	@Test
	void importsWhatTheToolExports() {
		this.kept.member(4, "dora", "Dora", true, true);
		this.kept.open(ACCOUNT, "FOLLOWING", false, 4, "dora", "2026-11-18");
		post("", "{\"ids\": [\"1\", \"4\"]}");
		String exported = this.asOwner.get()
			.uri(path("/whitelist/export"))
			.exchange()
			.expectHeader()
			.valueEquals("Content-Disposition", "attachment; filename=\"instagram-whitelist.json\"")
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		assertThat(exported.replaceAll("\\s", ""))
			.contains("{\"id\":\"4\",\"username\":\"dora\",\"full_name\":\"Dora\","
					+ "\"profile_pic_url\":\"\",\"is_private\":true,\"is_verified\":true}");
		sql("DELETE FROM whitelisted_members");
		post("/imports", exported).expectBody().json("{\"added\": 2, \"present\": 0, \"unknownCount\": 0}");
		assertThat(keys()).containsExactly(1L, 4L);
	}

	@Test
	void importsManyMegabytesAndReportsStrangersByName() {
		String picture = "https://example.org/" + "p".repeat(900);
		String users = IntStream.rangeClosed(1, 3_000)
			.mapToObj(
					(n) -> """
							{"id": "%d", "username": "user%d", "profile_pic_url": "%s", "reel": {"owner": {"id": "1", "username": "x"}}}"""
						.formatted(n, n, picture))
			.collect(Collectors.joining(",\n", "[", "]"));
		post("/imports", users).expectBody()
			.json("{\"added\": 3, \"unknownCount\": 2997}")
			.jsonPath("$.unknown[0]")
			.isEqualTo("user4");
		assertThat(keys()).containsExactly(1L, 2L, 3L);
		assertThat(count("members")).isEqualTo(3);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{}|400", "''|400", "[{\"id\": \"1\"}]|400", "[1]|400",
			"[{\"id\": \"1\", \"username\": \"a\"}, {\"id\": \"2\", \"use|400", "[[]]|400", "null|400" })
	void rejectsWhatTheToolDoesNotExport(String body, int status) {
		post("/imports", body).expectStatus().isEqualTo(status);
		assertThat(keys()).isEmpty();
	}

	@Test
	void rejectsAnImportOfTooManyUsers() {
		String users = IntStream.rangeClosed(1, 20_001)
			.mapToObj("{\"id\": \"%1$d\", \"username\": \"u%1$d\"}"::formatted)
			.collect(Collectors.joining(",", "[", "]"));
		post("/imports", users).expectStatus().isEqualTo(413);
		assertThat(keys()).isEmpty();
	}

	@Test
	void importsAnEmptyWhitelist() {
		post("/imports", "\uFEFF []").expectBody().json("{\"added\": 0, \"present\": 0, \"unknownCount\": 0}");
	}

	@Test
	void rejectsAUserOfManyKilobytes() {
		post("/imports", "[{\"id\": \"1\", \"username\": \"anna\", \"bio\": \"%s\"}]".formatted("x".repeat(100_000)))
			.expectStatus()
			.isEqualTo(413);
	}

	@Test
	void rejectsAFileOfManyMegabytes() {
		post("/imports", " ".repeat(UnfollowersFile.MAX_BYTES + 1)).expectStatus().isEqualTo(413);
	}

	// A buffer that the first request gives back twice would be given to the second.
	@ParameterizedTest
	@ValueSource(strings = { "hello", "[{\"id\": \"1\", \"username\": \"anna\"}, hello" })
	void anUnreadableFileLeavesTheNextRequestItsBuffer(String unreadable) throws IOException {
		String token = token(OWNER, Scope.READ, Scope.SYNC);
		try (RawConnection connection = new RawConnection(this.port)) {
			for (int time = 0; time < 5; time++) {
				connection.send(request(token, "/imports", unreadable) + request(token, "", "{\"names\": [\"anna\"]}"));
				assertThat(connection.answer().status()).isEqualTo(400);
				assertThat(connection.answer().status()).isEqualTo(200);
			}
		}
	}

	private static String request(String token, String rest, String body) {
		return "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
			.formatted(path("/whitelist" + rest), token, body.length(), body);
	}

	private List<Long> keys() {
		return this.database.sql("SELECT member_key FROM whitelisted_members ORDER BY 1")
			.mapValue(Long.class)
			.all()
			.collectList()
			.block();
	}

	private WebTestClient.ResponseSpec post(String rest, String body) {
		return this.asOwner.post()
			.uri(path("/whitelist" + rest))
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(body)
			.exchange();
	}

}
