package io.followsync.gateway.access.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.followsync.account.OwnerId;
import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.access.Scope;
import io.followsync.gateway.access.SessionCookies;
import io.followsync.gateway.access.TestOwners;
import io.followsync.gateway.access.TestOwners.TestBrowser;
import io.followsync.gateway.access.web.RouteRows.Callers;
import io.followsync.gateway.access.web.RouteRows.Row;
import io.followsync.vault.Fingerprints;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends to every operation of the running gateway's OpenAPI document what callers without
 * a right to it may send, and at last what its owner sends. {@link RouteRows} says what
 * each is answered.
 */
class EveryRouteTests extends GatewayIntegrationTest {

	private final Map<String, Row> rows = new RouteRows().byOperation();

	private final AtomicInteger clients = new AtomicInteger();

	@Autowired
	private Fingerprints fingerprints;

	@Autowired
	private SessionCookies cookies;

	private TestOwners owners;

	@BeforeEach
	void useOwners() {
		this.owners = new TestOwners(this.database, this.fingerprints, this.cookies);
	}

	@Test
	void everyOperationHasARow() {
		assertThat(this.rows.keySet()).containsExactlyInAnyOrderElementsOf(documented());
	}

	@Test
	void everyCallerIsAnsweredAsItsRowSays() {
		SoftAssertions answers = new SoftAssertions();
		this.rows.forEach((operation, row) -> call(operation, row, answers));
		answers.assertAll();
	}

	private void call(String operation, Row row, SoftAssertions answers) {
		TestBrowser owner = this.owners.browser(this.owners.owner());
		String path = row.path(this.owners.account(owner.owner()).toString(), owner.session().toString(),
				token(owner.owner()));
		expected(row, owner)
			.forEach((caller, status) -> answers.assertThat(status(row.method(), path, caller.headers()))
				.as("%s by %s", operation, caller.name())
				.isEqualTo(status));
	}

	/**
	 * What each caller is answered, the owner last: it may be the end of what is asked
	 * for.
	 */
	private Map<Caller, Integer> expected(Row row, TestBrowser owner) {
		Map<Caller, Integer> expected = new LinkedHashMap<>();
		boolean open = row.callers() == Callers.EVERYBODY;
		strangers(owner).forEach((caller) -> expected.put(caller, open ? row.status() : 401));
		boolean operators = open || row.callers() == Callers.OPERATORS;
		expected.put(bearer("an operator", "test-token"), operators ? row.status() : 401);
		expected.put(
				new Caller("an operator's password", (headers) -> headers.setBasicAuth("operator", "test-password")),
				operators ? row.status() : 401);
		OwnerId other = this.owners.owner();
		for (Scope scope : Scope.values()) {
			expected.put(bearer("a token for " + scope, this.owners.token(owner.owner(), scope)), ofToken(row, scope));
			expected.put(bearer("another owner's token for " + scope, this.owners.token(other, scope)),
					(ofToken(row, scope) == row.status()) ? row.foreign() : ofToken(row, scope));
		}
		int owned = (row.callers() == Callers.OPERATORS) ? 401 : row.status();
		expected.put(cookie("another owner", this.owners.browser(other).cookie()), row.foreign());
		expected.put(cookie("the owner", owner.cookie()), owned);
		return expected;
	}

	private static int ofToken(Row row, Scope scope) {
		return switch (row.callers()) {
			case EVERYBODY -> row.status();
			case OPERATORS -> 401;
			case BROWSERS -> 403;
			case OWNERS -> (row.scope() == null || row.scope() == scope) ? row.status() : 403;
		};
	}

	/** Callers who are nobody. */
	private List<Caller> strangers(TestBrowser owner) {
		List<Caller> strangers = new ArrayList<>();
		strangers.add(new Caller("nobody", (headers) -> {
		}));
		String cookie = owner.cookie();
		strangers.add(cookie("a tampered cookie",
				cookie.substring(0, 10) + ((cookie.charAt(10) == 'A') ? 'B' : 'A') + cookie.substring(11)));
		strangers.add(cookie("a cookie of no session",
				this.owners.cookie(UUID.randomUUID(), 0, Instant.now().plusSeconds(60))));
		TestBrowser expired = this.owners.browser(owner.owner());
		this.owners.run("UPDATE browser_sessions SET expires_at = deciding_time() WHERE id = :id", expired.session());
		strangers.add(cookie("an expired session", expired.cookie()));
		TestBrowser revoked = this.owners.browser(owner.owner());
		this.owners.run("UPDATE browser_sessions SET revoked_at = deciding_time() WHERE id = :id", revoked.session());
		strangers.add(cookie("a revoked session", revoked.cookie()));
		strangers.add(bearer("a token of nobody", "fs_" + "A".repeat(43)));
		OwnerId past = this.owners.owner();
		String expiredToken = this.owners.token(past, Scope.values());
		this.owners.run("UPDATE access_tokens SET expires_at = deciding_time() WHERE owner_id = :id", past.value());
		strangers.add(bearer("an expired token", expiredToken));
		OwnerId careful = this.owners.owner();
		String revokedToken = this.owners.token(careful, Scope.values());
		this.owners.run("UPDATE access_tokens SET revoked_at = deciding_time() WHERE owner_id = :id", careful.value());
		strangers.add(bearer("a revoked token", revokedToken));
		return strangers;
	}

	// Each from an address of its own, as limits by address are not what is tested.
	private int status(String method, String path, Consumer<HttpHeaders> credential) {
		int client = this.clients.incrementAndGet();
		return this.web.method(HttpMethod.valueOf(method))
			.uri(path)
			.header("X-Forwarded-For", "10.%d.%d.%d".formatted(client >> 16, client >> 8 & 255, client & 255))
			.header("Sec-Fetch-Site", "same-origin")
			.headers(credential)
			.exchange()
			.returnResult(byte[].class)
			.getStatus()
			.value();
	}

	private String token(OwnerId owner) {
		this.owners.token(owner, Scope.READ);
		return row("SELECT id FROM access_tokens WHERE owner_id = '" + owner + "'").get("id").toString();
	}

	private Set<String> documented() {
		JsonNode document = JsonMapper.shared()
			.readTree(this.web.get()
				.uri("/v3/api-docs")
				.exchange()
				.expectBody(byte[].class)
				.returnResult()
				.getResponseBody());
		Set<String> operations = new TreeSet<>();
		document.path("paths")
			.forEachEntry((path, calls) -> calls
				.forEachEntry((method, call) -> operations.add(RouteRows.operation(method, path))));
		return operations;
	}

	private static Caller cookie(String name, String value) {
		return new Caller(name, (headers) -> headers.add(HttpHeaders.COOKIE, TestOwners.COOKIE + "=" + value));
	}

	private static Caller bearer(String name, String token) {
		return new Caller(name, (headers) -> headers.setBearerAuth(token));
	}

	private record Caller(String name, Consumer<HttpHeaders> headers) {
	}

}
