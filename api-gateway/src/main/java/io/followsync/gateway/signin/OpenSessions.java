package io.followsync.gateway.signin;

import java.time.Instant;
import java.util.UUID;

import io.followsync.account.OwnerId;
import io.followsync.gateway.access.BrowserSession;
import io.followsync.gateway.access.OwnedAccounts;
import io.followsync.gateway.access.SessionRevocations;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.history.ActivityKind;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import static io.followsync.runtime.database.Columns.required;

/** The browsers in which an owner is signed in, to look at and to sign out. */
@Repository
public class OpenSessions {

	private static final String FIND = """
			SELECT id, user_agent, created_at, renewed_at, expires_at FROM browser_sessions
			 WHERE owner_id = :owner AND revoked_at IS NULL AND expires_at > deciding_time()
			 ORDER BY renewed_at DESC, id
			""";

	private static final String REVOKE = """
			WITH revoked AS (
			  UPDATE browser_sessions SET revoked_at = deciding_time()
			   WHERE id = :id AND owner_id = :owner AND revoked_at IS NULL AND expires_at > deciding_time()
			  RETURNING owner_id),
			recorded AS (
			  INSERT INTO activities (account_id, at, kind)
			  SELECT a.id, deciding_time(), :kind FROM accounts a JOIN revoked USING (owner_id) WHERE %s)
			SELECT count(*) FROM revoked
			""".formatted(OwnedAccounts.IS_NOT_BEING_REMOVED);

	private final DatabaseClient database;

	private final SessionRevocations revocations;

	OpenSessions(DatabaseClient database, SessionRevocations revocations) {
		this.database = database;
		this.revocations = revocations;
	}

	/**
	 * A signed-in browser.
	 *
	 * @param lastUsedAt when its cookie was renewed last; it may have been used up to
	 * {@code followsync.sessions.renew-after} later
	 */
	public record OpenSession(UUID id, @Nullable String userAgent, Instant createdAt, Instant lastUsedAt,
			Instant expiresAt) {
	}

	/** All of them, the one that was used last first. */
	public Flux<OpenSession> find(OwnerId owner) {
		return UncancellableWork
			.from(this.database.sql(FIND).bind("owner", owner.value()).map(OpenSessions::session).all().collectList())
			.flatMapIterable((sessions) -> sessions);
	}

	/** Fails with {@link ErrorCode#SESSION_NOT_FOUND} for one that is not the owner's. */
	public Mono<Void> revoke(OwnerId owner, UUID id) {
		return UncancellableWork.from(tryRevoke(owner, id))
			.filter((revoked) -> revoked)
			.switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.SESSION_NOT_FOUND)))
			.then();
	}

	/** Revokes a session whose browser loses its cookie, unless it has ended. */
	Mono<Void> replace(BrowserSession session) {
		return tryRevoke(session.owner(), session.id()).then();
	}

	private Mono<Boolean> tryRevoke(OwnerId owner, UUID id) {
		return this.database.sql(REVOKE)
			.bind("id", id)
			.bind("owner", owner.value())
			.bind("kind", ActivityKind.SIGNED_OUT.name())
			.mapValue(Long.class)
			.one()
			.doOnNext((rows) -> this.revocations.count(SessionRevocations.Cause.SIGNED_OUT, rows))
			.map((rows) -> rows == 1);
	}

	private static OpenSession session(Readable row) {
		return new OpenSession(required(row, "id", UUID.class), row.get("user_agent", String.class),
				required(row, "created_at", Instant.class), required(row, "renewed_at", Instant.class),
				required(row, "expires_at", Instant.class));
	}

}
