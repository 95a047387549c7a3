package io.followsync.gateway.access;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import io.followsync.account.OwnerId;
import io.followsync.gateway.access.SessionCookies.SessionClaims;
import io.followsync.gateway.access.SessionRevocations.Cause;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.history.ActivityKind;
import io.followsync.runtime.database.Columns;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import static io.followsync.runtime.database.Columns.required;

/**
 * Opens, verifies and renews browser sessions; to verify one takes one look-up by primary
 * key, and a write if its cookie is to be renewed or is shown for the first time. A
 * cookie is accepted until the one that replaces it has been shown, since the answer that
 * set that one may have been lost, and for a short grace after that, since a browser may
 * have sent several requests at once. Whoever shows an older one shows a copy of it: the
 * session is revoked, for its browser as for the thief, because nobody can tell them
 * apart.
 */
@Repository
public class BrowserSessions {

	private static final Logger log = LoggerFactory.getLogger(BrowserSessions.class);

	private static final String FIND = """
			SELECT owner_id, renewal, deciding_time() >= :renewAt AS renewal_due, confirmed_at IS NULL AS unconfirmed,
			  coalesce(confirmed_at + make_interval(secs => :grace) > deciding_time(), true) AS previous_is_accepted,
			  renewed_at + make_interval(secs => :renewAfter) AS renew_at,
			  extract(epoch FROM expires_at - deciding_time())::float8 AS max_age
			  FROM browser_sessions WHERE id = :id AND %s
			""".formatted(OwnerAuthentication.IS_LIVE);

	private static final String RENEW = """
			UPDATE browser_sessions SET renewal = renewal + 1, renewed_at = deciding_time(), confirmed_at = NULL,
			  expires_at = least(deciding_time() + make_interval(secs => :idle), created_at + make_interval(secs => :max))
			 WHERE id = :id AND renewal = :renewal AND revoked_at IS NULL AND expires_at > deciding_time()
			RETURNING renewal, renewed_at + make_interval(secs => :renewAfter) AS renew_at,
			  extract(epoch FROM expires_at - renewed_at)::float8 AS max_age
			""";

	private static final String CONFIRM = """
			UPDATE browser_sessions SET confirmed_at = deciding_time()
			 WHERE id = :id AND renewal = :renewal AND confirmed_at IS NULL
			""";

	// Among the activities of each account of the owner.
	private static final String RECORD = """
			, recorded AS (
			  INSERT INTO activities (account_id, at, kind)
			  SELECT a.id, deciding_time(), :kind FROM accounts a JOIN revoked USING (owner_id) WHERE %s)
			SELECT count(*) FROM revoked
			""".formatted(OwnedAccounts.IS_NOT_BEING_REMOVED);

	private static final String REVOKE = """
			WITH revoked AS (
			  UPDATE browser_sessions SET revoked_at = deciding_time() WHERE id = :id AND revoked_at IS NULL RETURNING owner_id)
			"""
			+ RECORD;

	private static final String MAKE_ROOM = """
			WITH revoked AS (
			  UPDATE browser_sessions SET revoked_at = deciding_time()
			   WHERE id IN (SELECT id FROM browser_sessions
			     WHERE owner_id = :owner AND revoked_at IS NULL AND expires_at > deciding_time()
			     ORDER BY renewed_at DESC, id OFFSET :others)
			  RETURNING owner_id)
			""" + RECORD;

	private static final String OPEN = """
			INSERT INTO browser_sessions (id, owner_id, user_agent, expires_at)
			VALUES (:id, :owner, :userAgent, deciding_time() + make_interval(secs => :idle))
			RETURNING renewal, renewed_at + make_interval(secs => :renewAfter) AS renew_at,
			  extract(epoch FROM expires_at - renewed_at)::float8 AS max_age
			""";

	private final DatabaseClient database;

	private final SessionLimits limits;

	private final SessionRevocations revocations;

	BrowserSessions(DatabaseClient database, SessionLimits limits, SessionRevocations revocations) {
		this.database = database;
		this.limits = limits;
		this.revocations = revocations;
	}

	/**
	 * A cookie to be issued.
	 *
	 * @param maxAge when its browser may forget it
	 */
	public record NewCookie(SessionClaims claims, Duration maxAge) {
	}

	/**
	 * A live session.
	 *
	 * @param cookie null unless the browser needs another one
	 */
	record VerifiedSession(BrowserSession session, @Nullable NewCookie cookie) {
	}

	/**
	 * Opens a session for an owner, and revokes those longest unused if there are too
	 * many. To be called in a transaction that holds the lock of the owner's row, and
	 * that is not cancelled.
	 */
	public Mono<NewCookie> open(OwnerId owner, @Nullable String userAgent) {
		UUID id = UUID.randomUUID();
		DatabaseClient.GenericExecuteSpec open = this.database.sql(OPEN)
			.bind("id", id)
			.bind("owner", owner.value())
			.bind("idle", Columns.seconds(this.limits.idle()))
			.bind("renewAfter", Columns.seconds(this.limits.renewAfter()));
		return this.database.sql(MAKE_ROOM)
			.bind("owner", owner.value())
			.bind("others", this.limits.maxPerOwner() - 1)
			.bind("kind", ActivityKind.SESSION_DISPLACED.name())
			.mapValue(Long.class)
			.one()
			.doOnNext((rows) -> this.revocations.count(Cause.TOO_MANY, rows))
			.then(((userAgent != null) ? open.bind("userAgent", userAgent) : open.bindNull("userAgent", String.class))
				.map((row) -> cookie(id, row))
				.one());
	}

	/** Empty for a session that does not exist, has ended or was revoked. */
	Mono<VerifiedSession> verify(SessionClaims shown) {
		return UncancellableWork.from(find(shown).flatMap((stored) -> check(shown, stored)));
	}

	private Mono<VerifiedSession> check(SessionClaims shown, StoredSession stored) {
		if (shown.renewal() == stored.cookie().claims().renewal()) {
			if (stored.renewalDue()) {
				return renew(shown, stored.session());
			}
			VerifiedSession verified = new VerifiedSession(stored.session(), null);
			return stored.unconfirmed() ? confirm(shown).thenReturn(verified) : Mono.just(verified);
		}
		return isStillAccepted(shown, stored) ? Mono.just(new VerifiedSession(stored.session(), stored.cookie()))
				: revoke(shown).then(Mono.empty());
	}

	private static boolean isStillAccepted(SessionClaims shown, StoredSession stored) {
		return shown.renewal() == stored.cookie().claims().renewal() - 1 && stored.previousIsAccepted();
	}

	private Mono<Void> confirm(SessionClaims shown) {
		return this.database.sql(CONFIRM).bind("id", shown.session()).bind("renewal", shown.renewal()).then();
	}

	private Mono<VerifiedSession> renew(SessionClaims shown, BrowserSession session) {
		return this.database.sql(RENEW)
			.bind("id", shown.session())
			.bind("renewal", shown.renewal())
			.bind("idle", Columns.seconds(this.limits.idle()))
			.bind("max", Columns.seconds(this.limits.max()))
			.bind("renewAfter", Columns.seconds(this.limits.renewAfter()))
			.map((row) -> new VerifiedSession(session, cookie(shown.session(), row)))
			.one()
			// Another request of this browser was first, or revoked it.
			.switchIfEmpty(Mono.defer(() -> find(shown).filter((stored) -> isStillAccepted(shown, stored))
				.map((stored) -> new VerifiedSession(stored.session(), stored.cookie()))));
	}

	private Mono<Void> revoke(SessionClaims shown) {
		return this.database.sql(REVOKE)
			.bind("id", shown.session())
			.bind("kind", ActivityKind.SESSION_COPIED.name())
			.mapValue(Long.class)
			.one()
			.filter((rows) -> rows > 0)
			.doOnNext((rows) -> {
				this.revocations.count(Cause.COPIED, rows);
				log.atWarn()
					.addKeyValue("session", shown.session())
					.addKeyValue("renewal", shown.renewal())
					.log("A session cookie came back after its renewal, revoking the session");
			})
			.then();
	}

	private Mono<StoredSession> find(SessionClaims shown) {
		return this.database.sql(FIND)
			.bind("id", shown.session())
			.bind("renewAt", shown.renewAt())
			.bind("grace", Columns.seconds(this.limits.grace()))
			.bind("renewAfter", Columns.seconds(this.limits.renewAfter()))
			.map((row) -> new StoredSession(
					new BrowserSession(shown.session(), new OwnerId(required(row, "owner_id", UUID.class))),
					required(row, "renewal_due", Boolean.class), required(row, "unconfirmed", Boolean.class),
					required(row, "previous_is_accepted", Boolean.class), cookie(shown.session(), row)))
			.one();
	}

	private static NewCookie cookie(UUID session, Readable row) {
		return new NewCookie(
				new SessionClaims(session, required(row, "renewal", Integer.class),
						required(row, "renew_at", Instant.class)),
				Columns.ofSeconds(required(row, "max_age", Double.class)));
	}

	/**
	 * A stored session.
	 *
	 * @param unconfirmed whether nobody has shown the cookie of the latest renewal
	 * @param previousIsAccepted whether the one before it is still accepted
	 */
	private record StoredSession(BrowserSession session, boolean renewalDue, boolean unconfirmed,
			boolean previousIsAccepted, NewCookie cookie) {
	}

}
