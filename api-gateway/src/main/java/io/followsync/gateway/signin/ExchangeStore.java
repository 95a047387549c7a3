package io.followsync.gateway.signin;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.followsync.account.OwnerId;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.history.ActivityKind;
import io.followsync.job.AccountId;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import static io.followsync.runtime.database.Columns.required;

/**
 * The statements of an exchange, for one transaction. Whatever changes who owns an
 * account, or approves that, takes its locks in this order: the account (by
 * {@code lock_account}, because it may not be kept yet), the sign-in, the account's row,
 * the owners by id. Whoever also locks a job does so before the account's row. Each
 * statement after a lock sees what others committed before they released it.
 */
@Repository
class ExchangeStore {

	// Also taken where a sign-in is approved (Approvals), and an account is synced,
	// disconnected or removed. A mere claim does not make its owner wait.
	private static final String LOCK_ACCOUNT = """
			SELECT CASE WHEN proven_at IS NOT NULL THEN lock_account(account_id) ELSE false END AS proven
			  FROM sign_ins WHERE secret_hash = :secret AND expires_at > deciding_time()
			""";

	private static final String LOCK_SIGN_IN = """
			SELECT id, account_id, requested_by, approved_at IS NOT NULL AS approved, used_at IS NOT NULL AS used
			  FROM sign_ins WHERE secret_hash = :secret AND expires_at > deciding_time() FOR UPDATE
			""";

	private static final String LOCK_CURRENT_OWNER = """
			SELECT owner_id, state, coalesce(remove_at <= deciding_time(), false) AS being_removed
			  FROM accounts WHERE id = :account FOR UPDATE
			""";

	private static final String LOCK_OWNERS = """
			SELECT count(*) FROM (SELECT id FROM owners WHERE id = ANY(:owners) ORDER BY id FOR NO KEY UPDATE) locked
			""";

	/**
	 * Whether an owner has a browser that can approve: one that has shown its session in
	 * the last 7 days, or got it less than 5 minutes ago. An answer that never arrived,
	 * or a lost browser, must not keep its owner out until that session expires.
	 */
	static final String IS_SIGNED_IN = """
			EXISTS (SELECT FROM browser_sessions b
			  WHERE b.owner_id = %s AND b.revoked_at IS NULL AND b.expires_at > deciding_time()
			    AND (b.renewal > 0 OR b.confirmed_at IS NOT NULL OR b.created_at > deciding_time() - interval '5 minutes')
			    AND b.renewed_at > deciding_time() - interval '7 days')""";

	private static final String FIND_OWNER_STATUS = """
			SELECT
			  %s AS signed_in,
			  (SELECT count(*) FROM accounts a WHERE a.owner_id = :owner) = 1 AS only_account,
			  :session::uuid IS NULL OR EXISTS (SELECT FROM browser_sessions b
			    WHERE b.id = :session AND b.revoked_at IS NULL AND b.expires_at > deciding_time()) AS live
			""".formatted(IS_SIGNED_IN.formatted(":owner"));

	private static final String INSERT_OWNER = "INSERT INTO owners (id) VALUES (:owner)";

	private static final String CONNECT = """
			INSERT INTO accounts (id, owner_id, username) SELECT :account, :owner, username FROM sign_ins WHERE id = :signIn
			ON CONFLICT (id) DO UPDATE SET owner_id = excluded.owner_id, state = 'CONNECTED', remove_at = NULL,
			  username = coalesce(excluded.username, accounts.username),
			  connected_at = CASE WHEN accounts.state IN ('ARCHIVED', 'LEAVING') THEN deciding_time() ELSE accounts.connected_at END
			""";

	// Two statements, as a gateway has no right to read what it would update.
	private static final String DELETE_CREDENTIAL = "DELETE FROM account_credentials WHERE account_id = :account";

	private static final String STORE_CREDENTIAL = """
			INSERT INTO account_credentials (account_id, sealed, stored_at)
			SELECT account_id, sealed, deciding_time() FROM sign_ins WHERE id = :signIn
			""";

	// The sealed session goes with its use. What another browser approved, it approved to
	// the owner of that moment, who may be another from now on.
	private static final String MARK_USED = """
			UPDATE sign_ins SET
			  used_at = CASE WHEN id = :signIn THEN deciding_time() ELSE used_at END,
			  sealed = CASE WHEN id = :signIn THEN ''::bytea ELSE sealed END,
			  approved_at = CASE WHEN id = :signIn THEN approved_at END
			 WHERE account_id = :account AND (id = :signIn OR used_at IS NULL)
			""";

	private static final String RECORD_ACTIVITIES = """
			INSERT INTO activities (account_id, at, kind)
			SELECT :account, deciding_time(), kind FROM unnest(:kinds) AS kinds (kind)
			""";

	private final DatabaseClient database;

	ExchangeStore(DatabaseClient database) {
		this.database = database;
	}

	/** A locked sign-in, which is proven. */
	record LockedSignIn(UUID id, AccountId account, @Nullable OwnerId requestedBy, boolean approved, boolean used) {
	}

	/** Who owns the account, and whether it is connected or about to be removed. */
	record CurrentOwner(OwnerId owner, boolean connected, boolean beingRemoved) {
	}

	/**
	 * What the owners who take part have.
	 *
	 * @param browserIsLive whether the session of the browser that asks, if any, still is
	 */
	record OwnerStatus(boolean currentOwnerIsSignedIn, boolean isOnlyAccount, boolean browserIsLive) {
	}

	/**
	 * Locks the account of a sign-in, then the sign-in. Empty for one that does not
	 * exist; fails with {@link ErrorCode#SIGN_IN_NOT_PROVEN} for one that is not proven.
	 */
	Mono<LockedSignIn> lockSignIn(byte[] secretHash) {
		return this.database.sql(LOCK_ACCOUNT)
			.bind("secret", secretHash)
			.map((row) -> required(row, "proven", Boolean.class))
			.one()
			.flatMap((proven) -> proven
					? this.database.sql(LOCK_SIGN_IN).bind("secret", secretHash).map(ExchangeStore::lockedSignIn).one()
					: Mono.error(ExchangeStore::notProven));
	}

	private static ApiException notProven() {
		return new ApiException(ErrorCode.SIGN_IN_NOT_PROVEN)
			.advise("Wait until Instagram has confirmed the session, or begin again.")
			.retryAfter(SignIn.POLL_INTERVAL);
	}

	/** Locks the row of the account; empty for one that nobody owns. */
	Mono<CurrentOwner> lockCurrentOwner(AccountId account) {
		return this.database.sql(LOCK_CURRENT_OWNER)
			.bind("account", account.value())
			.map((row) -> new CurrentOwner(new OwnerId(required(row, "owner_id", UUID.class)),
					required(row, "state", String.class).equals("CONNECTED"),
					required(row, "being_removed", Boolean.class)))
			.one();
	}

	/** Locks both owners, and only then looks at what they have. */
	Mono<OwnerStatus> lockOwners(@Nullable OwnerId currentOwner, @Nullable OwnerId browser, @Nullable UUID session) {
		UUID[] owners = Stream.concat(Stream.ofNullable(currentOwner), Stream.ofNullable(browser))
			.map(OwnerId::value)
			.toArray(UUID[]::new);
		DatabaseClient.GenericExecuteSpec status = bind(this.database.sql(FIND_OWNER_STATUS), "owner",
				(currentOwner != null) ? currentOwner.value() : null);
		return this.database.sql(LOCK_OWNERS)
			.bind("owners", owners)
			.fetch()
			.all()
			.then(bind(status, "session", session)
				.map((row) -> new OwnerStatus(required(row, "signed_in", Boolean.class),
						required(row, "only_account", Boolean.class), required(row, "live", Boolean.class)))
				.one());
	}

	/** Stores a new owner. */
	Mono<OwnerId> insertOwner() {
		OwnerId owner = new OwnerId(UUID.randomUUID());
		return this.database.sql(INSERT_OWNER).bind("owner", owner.value()).then().thenReturn(owner);
	}

	/**
	 * Gives the account to the owner with the credential of the sign-in, marks the
	 * sign-in as used and records the activities.
	 */
	Mono<Void> connect(LockedSignIn signIn, OwnerId owner, List<ActivityKind> activities) {
		long account = signIn.account().value();
		return this.database.sql(CONNECT)
			.bind("signIn", signIn.id())
			.bind("account", account)
			.bind("owner", owner.value())
			.then()
			.then(this.database.sql(DELETE_CREDENTIAL).bind("account", account).then())
			.then(this.database.sql(STORE_CREDENTIAL).bind("signIn", signIn.id()).then())
			.then(this.database.sql(MARK_USED).bind("signIn", signIn.id()).bind("account", account).then())
			.then(this.database.sql(RECORD_ACTIVITIES)
				.bind("account", account)
				.bind("kinds", activities.stream().map(ActivityKind::name).toArray(String[]::new))
				.then());
	}

	private static DatabaseClient.GenericExecuteSpec bind(DatabaseClient.GenericExecuteSpec statement, String name,
			@Nullable UUID value) {
		return (value != null) ? statement.bind(name, value) : statement.bindNull(name, UUID.class);
	}

	private static LockedSignIn lockedSignIn(Readable row) {
		UUID requestedBy = row.get("requested_by", UUID.class);
		return new LockedSignIn(required(row, "id", UUID.class), new AccountId(required(row, "account_id", Long.class)),
				(requestedBy != null) ? new OwnerId(requestedBy) : null, required(row, "approved", Boolean.class),
				required(row, "used", Boolean.class));
	}

}
