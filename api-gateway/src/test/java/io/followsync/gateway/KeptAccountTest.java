package io.followsync.gateway;

import java.util.List;
import java.util.UUID;

import io.followsync.account.OwnerId;
import io.followsync.gateway.access.Scope;
import io.followsync.gateway.access.SessionCookies;
import io.followsync.gateway.access.TestOwners;
import io.followsync.vault.Fingerprints;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A gateway that keeps one account of an owner, who asks it. */
public abstract class KeptAccountTest extends GatewayIntegrationTest {

	protected static final long ACCOUNT = 5_012_345_678L;

	protected static final UUID OWNER = new UUID(0, 1);

	private static final String EMPTY = EmptyTables.statement(List.of("sign_ins", "accounts", "owners", "members"),
			List.of("relationships", "events", "activities", "ended_syncs"));

	@Autowired
	protected Fingerprints fingerprints;

	@Autowired
	protected SessionCookies cookies;

	protected AccountHistory kept;

	/** Asks as the owner, with every scope. */
	protected WebTestClient asOwner;

	@BeforeEach
	void keepAnAccount() {
		sql(EMPTY);
		// The month of the tests, whenever they run.
		for (String table : List.of("ended_syncs", "activities")) {
			sql("""
					CREATE TABLE IF NOT EXISTS %1$s_2026_11 PARTITION OF %1$s
					FOR VALUES FROM ('2026-11-01 00:00+00') TO ('2026-12-01 00:00+00')""".formatted(table));
		}
		this.kept = new AccountHistory(this.database);
		this.kept.keep(OWNER, ACCOUNT);
		this.asOwner = as(OWNER, Scope.READ, Scope.SYNC);
	}

	protected WebTestClient as(UUID owner, Scope... scopes) {
		String token = token(owner, scopes);
		return this.web.mutate().defaultHeaders((headers) -> headers.setBearerAuth(token)).build();
	}

	protected String token(UUID owner, Scope... scopes) {
		return new TestOwners(this.database, this.fingerprints, this.cookies).token(new OwnerId(owner), scopes);
	}

	/** A path of the account. */
	protected static String path(String rest) {
		return "/api/v1/accounts/" + ACCOUNT + rest;
	}

}
