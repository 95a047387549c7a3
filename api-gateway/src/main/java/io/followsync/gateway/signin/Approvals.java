package io.followsync.gateway.signin;

import java.time.Instant;
import java.util.UUID;

import io.followsync.account.OwnerId;
import io.followsync.gateway.access.OwnedAccounts;
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
import org.springframework.transaction.reactive.TransactionalOperator;

import static io.followsync.runtime.database.Columns.required;

/**
 * Sign-ins of other browsers to accounts of an owner, which a signed-in browser of that
 * owner approves, after a person has compared the codes, or refuses.
 */
@Repository
public class Approvals {

	private static final int MAX_WAITING = 20;

	private static final String FIND = """
			SELECT s.id, s.account_id, a.username, s.code, s.requested_by IS NOT NULL AS moves, s.created_at, s.expires_at
			  FROM sign_ins s JOIN accounts a ON a.id = s.account_id
			 WHERE a.owner_id = :owner AND s.proven_at IS NOT NULL AND s.used_at IS NULL AND s.approved_at IS NULL
			   AND s.requested_by IS DISTINCT FROM :owner AND s.expires_at > deciding_time()
			 ORDER BY s.created_at DESC LIMIT :most
			""";

	// As an exchange does (ExchangeStore): the owner cannot lose the account in between.
	private static final String LOCK_ACCOUNT = """
			SELECT lock_account(account_id) AS locked FROM sign_ins WHERE id = :signIn AND proven_at IS NOT NULL
			""";

	private static final String APPROVE = """
			WITH waiting AS (
			  SELECT s.id, s.account_id, s.code = :code AS matches, s.approved_at IS NULL AS is_new
			    FROM sign_ins s JOIN accounts a ON a.id = s.account_id
			   WHERE s.id = :signIn AND a.owner_id = :owner AND %s AND s.proven_at IS NOT NULL AND s.used_at IS NULL
			     AND s.expires_at > deciding_time()),
			approved AS (
			  UPDATE sign_ins s SET approved_at = deciding_time() FROM waiting w WHERE s.id = w.id AND w.matches),
			recorded AS (
			  INSERT INTO activities (account_id, at, kind)
			  SELECT account_id, deciding_time(), :kind FROM waiting WHERE matches AND is_new)
			SELECT matches FROM waiting
			""".formatted(OwnedAccounts.IS_NOT_BEING_REMOVED);

	private static final String REFUSE = """
			WITH refused AS (
			  DELETE FROM sign_ins s USING accounts a
			   WHERE s.id = :signIn AND a.id = s.account_id AND a.owner_id = :owner AND %s AND s.proven_at IS NOT NULL
			     AND s.used_at IS NULL AND s.expires_at > deciding_time()
			  RETURNING s.account_id),
			recorded AS (
			  INSERT INTO activities (account_id, at, kind) SELECT account_id, deciding_time(), :kind FROM refused)
			SELECT true FROM refused
			""".formatted(OwnedAccounts.IS_NOT_BEING_REMOVED);

	private final DatabaseClient database;

	private final TransactionalOperator transaction;

	Approvals(DatabaseClient database, TransactionalOperator transaction) {
		this.database = database;
		this.transaction = transaction;
	}

	/**
	 * A sign-in that waits for an approval.
	 *
	 * @param moves whether the account then moves to another owner, who was signed in
	 * when the sign-in began; else the other browser becomes one of this owner
	 */
	public record Waiting(UUID id, long account, @Nullable String username, String code, boolean moves,
			Instant createdAt, Instant expiresAt) {
	}

	/** The latest of the sign-ins that wait for this owner. */
	public Flux<Waiting> findWaiting(OwnerId owner) {
		return UncancellableWork
			.from(this.database.sql(FIND)
				.bind("owner", owner.value())
				.bind("most", MAX_WAITING)
				.map(Approvals::waiting)
				.all()
				.collectList())
			.flatMapIterable((waiting) -> waiting);
	}

	/**
	 * Approves a sign-in to an account of this owner. Fails with
	 * {@link ErrorCode#SIGN_IN_NOT_FOUND} unless there is such a sign-in, proven and not
	 * used, and with {@link ErrorCode#WRONG_CODE} if its code is another.
	 */
	public Mono<Void> approve(OwnerId owner, UUID signIn, String code) {
		Mono<Boolean> approved = this.database.sql(APPROVE)
			.bind("signIn", signIn)
			.bind("owner", owner.value())
			.bind("code", code)
			.bind("kind", ActivityKind.SIGN_IN_APPROVED.name())
			.mapValue(Boolean.class)
			.one();
		return behindLock(signIn, approved).filter(Boolean::booleanValue)
			.switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.WRONG_CODE)
				.advise("Compare both codes again, and approve nothing if they differ.")))
			.then();
	}

	/**
	 * Refuses a sign-in to an account of this owner: it is forgotten. Fails with
	 * {@link ErrorCode#SIGN_IN_NOT_FOUND} unless there is such a sign-in, proven and not
	 * used.
	 */
	public Mono<Void> refuse(OwnerId owner, UUID signIn) {
		Mono<Boolean> refused = this.database.sql(REFUSE)
			.bind("signIn", signIn)
			.bind("owner", owner.value())
			.bind("kind", ActivityKind.SIGN_IN_REFUSED.name())
			.mapValue(Boolean.class)
			.one();
		return behindLock(signIn, refused).then();
	}

	private <T> Mono<T> behindLock(UUID signIn, Mono<T> decision) {
		return UncancellableWork
			.from(this.database.sql(LOCK_ACCOUNT)
				.bind("signIn", signIn)
				.fetch()
				.one()
				.flatMap((locked) -> decision)
				.as(this.transaction::transactional))
			.switchIfEmpty(SignIns.notFound());
	}

	private static Waiting waiting(Readable row) {
		return new Waiting(required(row, "id", UUID.class), required(row, "account_id", Long.class),
				row.get("username", String.class), required(row, "code", String.class),
				required(row, "moves", Boolean.class), required(row, "created_at", Instant.class),
				required(row, "expires_at", Instant.class));
	}

}
