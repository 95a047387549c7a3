package io.followsync.gateway.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import io.followsync.account.OwnerId;
import io.followsync.gateway.access.SessionCookies.SessionClaims;
import io.followsync.job.AccountId;
import io.followsync.vault.Fingerprints;

import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Puts owners, their accounts and credentials into the database. All ids are random, so
 * nothing needs to be removed for the next test.
 */
public final class TestOwners {

	public static final String COOKIE = "followsync_session";

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final DatabaseClient database;

	private final Fingerprints fingerprints;

	private final SessionCookies cookies;

	public TestOwners(DatabaseClient database, Fingerprints fingerprints, SessionCookies cookies) {
		this.database = database;
		this.fingerprints = fingerprints;
		this.cookies = cookies;
	}

	/** A signed-in browser, and the value of its cookie. */
	public record TestBrowser(UUID session, OwnerId owner, String cookie) {
	}

	public OwnerId owner() {
		OwnerId owner = new OwnerId(UUID.randomUUID());
		run("INSERT INTO owners (id) VALUES (:id)", owner.value());
		return owner;
	}

	/** A connected account. */
	public AccountId account(OwnerId owner) {
		AccountId account = randomAccount();
		run("INSERT INTO accounts (id, owner_id, username) VALUES (%s, :id, 'anna.example')".formatted(account),
				owner.value());
		run("INSERT INTO account_credentials (account_id, sealed) SELECT id, 'old' FROM accounts WHERE id = %s AND owner_id = :id"
			.formatted(account), owner.value());
		return account;
	}

	public static AccountId randomAccount() {
		return new AccountId(ThreadLocalRandom.current().nextLong(1L << 54, 1L << 60));
	}

	public TestBrowser browser(OwnerId owner) {
		UUID session = UUID.randomUUID();
		this.database.sql("""
				INSERT INTO browser_sessions (id, owner_id, confirmed_at, expires_at)
				VALUES (:id, :owner, deciding_time(), deciding_time() + interval '30 days')
				""").bind("id", session).bind("owner", owner.value()).fetch().rowsUpdated().block(TIMEOUT);
		return new TestBrowser(session, owner, cookie(session, 0, Instant.now().plusSeconds(3600)));
	}

	public String cookie(UUID session, int renewal, Instant renewAt) {
		return this.cookies
			.issue(MockServerHttpRequest.get("/").build(), new SessionClaims(session, renewal, renewAt),
					Duration.ofDays(1))
			.getValue();
	}

	/** The secret of a new token. */
	public String token(OwnerId owner, Scope... scopes) {
		String secret = "fs_" + (UUID.randomUUID() + "" + UUID.randomUUID()).substring(0, 43);
		this.database.sql("""
				INSERT INTO access_tokens (id, owner_id, name, scopes, secret_hash, expires_at)
				VALUES (:id, :owner, 'test', :scopes, :hash, deciding_time() + interval '1 day')
				""")
			.bind("id", UUID.randomUUID())
			.bind("owner", owner.value())
			.bind("scopes", Arrays.stream(scopes).map(Scope::name).toArray(String[]::new))
			.bind("hash", this.fingerprints.ofToken(secret))
			.fetch()
			.rowsUpdated()
			.block(TIMEOUT);
		return secret;
	}

	public long run(String statement, UUID id) {
		return Objects.requireNonNull(this.database.sql(statement).bind("id", id).fetch().rowsUpdated().block(TIMEOUT));
	}

}
