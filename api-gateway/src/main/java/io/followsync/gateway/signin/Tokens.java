package io.followsync.gateway.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.followsync.account.OwnerId;
import io.followsync.gateway.access.OwnedAccounts;
import io.followsync.gateway.access.Scope;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.runtime.database.Columns;
import io.followsync.vault.Fingerprints;
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
 * The access tokens of an owner. A secret is shown once, when it is made, and stored as a
 * keyed hash.
 */
@Repository
public class Tokens {

	private static final String COLUMNS = "id, name, scopes, created_at, used_at, expires_at";

	private static final String LIVE = "owner_id = :owner AND revoked_at IS NULL AND expires_at > deciding_time()";

	private static final String FIND = "SELECT %s FROM access_tokens WHERE %s ORDER BY created_at DESC, id"
		.formatted(COLUMNS, LIVE);

	private static final String LOCK_OWNER = "SELECT id FROM owners WHERE id = :owner FOR NO KEY UPDATE";

	private static final String INSERT = """
			INSERT INTO access_tokens (id, owner_id, name, scopes, secret_hash, expires_at)
			SELECT :id, :owner, :name, :scopes, :hash, deciding_time() + make_interval(secs => :lifetime)
			 WHERE (SELECT count(*) FROM access_tokens WHERE %s) < :most
			RETURNING %s
			""".formatted(LIVE, COLUMNS);

	// The new secret lasts as long as the old one did.
	private static final String RENEW = """
			UPDATE access_tokens SET secret_hash = :hash, created_at = deciding_time(), used_at = NULL,
			  expires_at = deciding_time() + (expires_at - created_at)
			 WHERE id = :id AND %s RETURNING %s
			""".formatted(LIVE, COLUMNS);

	private static final String REVOKE = """
			UPDATE access_tokens SET revoked_at = deciding_time() WHERE id = :id AND %s RETURNING %s
			""".formatted(LIVE, COLUMNS);

	private static final String RECORD = """
			INSERT INTO activities (account_id, at, kind)
			SELECT id, deciding_time(), :kind FROM accounts WHERE owner_id = :owner AND %s
			""".formatted(OwnedAccounts.IS_NOT_BEING_REMOVED);

	private final DatabaseClient database;

	private final TransactionalOperator transaction;

	private final Fingerprints fingerprints;

	private final TokenLimits limits;

	Tokens(DatabaseClient database, TransactionalOperator transaction, Fingerprints fingerprints, TokenLimits limits) {
		this.database = database;
		this.transaction = transaction;
		this.fingerprints = fingerprints;
		this.limits = limits;
	}

	/**
	 * A live token.
	 *
	 * @param createdAt when its secret was made
	 * @param usedAt the day on which it was used last; null if it never was
	 */
	public record Token(UUID id, String name, List<String> scopes, Instant createdAt, @Nullable Instant usedAt,
			Instant expiresAt) {
	}

	/** A token and its new secret. */
	public record Issued(Token token, String secret) {

		@Override
		public String toString() {
			return "Issued[hidden]";
		}

	}

	/** The newest first. */
	public Flux<Token> find(OwnerId owner) {
		return UncancellableWork
			.from(this.database.sql(FIND).bind("owner", owner.value()).map(Tokens::token).all().collectList())
			.flatMapIterable((tokens) -> tokens);
	}

	/** Fails with {@link ErrorCode#TOO_MANY_TOKENS} if the owner has the most already. */
	public Mono<Issued> create(OwnerId owner, String name, Set<Scope> scopes, Duration lifetime) {
		String secret = Secrets.ofToken();
		Mono<Token> created = this.database.sql(INSERT)
			.bind("id", UUID.randomUUID())
			.bind("owner", owner.value())
			.bind("name", name)
			.bind("scopes", scopes.stream().map(Scope::name).sorted().toArray(String[]::new))
			.bind("hash", this.fingerprints.ofToken(secret))
			.bind("lifetime", Columns.seconds(lifetime))
			.bind("most", this.limits.maxPerOwner())
			.map(Tokens::token)
			.one();
		return change(owner, created, ActivityKind.TOKEN_CREATED).map((token) -> new Issued(token, secret))
			.switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.TOO_MANY_TOKENS)
				.advise("Revoke a token that you do not need, then create this one.")));
	}

	/**
	 * Replaces the secret; the old one is refused from now on. Fails with
	 * {@link ErrorCode#TOKEN_NOT_FOUND} for a token that is not this owner's, or not
	 * live.
	 */
	public Mono<Issued> renew(OwnerId owner, UUID id) {
		String secret = Secrets.ofToken();
		Mono<Token> renewed = this.database.sql(RENEW)
			.bind("id", id)
			.bind("owner", owner.value())
			.bind("hash", this.fingerprints.ofToken(secret))
			.map(Tokens::token)
			.one();
		return change(owner, renewed, ActivityKind.TOKEN_RENEWED).map((token) -> new Issued(token, secret))
			.switchIfEmpty(notFound());
	}

	/** Fails as {@link #renew}. */
	public Mono<Void> revoke(OwnerId owner, UUID id) {
		Mono<Token> revoked = this.database.sql(REVOKE)
			.bind("id", id)
			.bind("owner", owner.value())
			.map(Tokens::token)
			.one();
		return change(owner, revoked, ActivityKind.TOKEN_REVOKED).switchIfEmpty(notFound()).then();
	}

	// Tokens are counted behind the lock of their owner, so that not two make the last
	// one. Nothing is recorded of a change that did not happen.
	private Mono<Token> change(OwnerId owner, Mono<Token> change, ActivityKind kind) {
		Mono<Void> recorded = this.database.sql(RECORD).bind("kind", kind.name()).bind("owner", owner.value()).then();
		return UncancellableWork.from(this.database.sql(LOCK_OWNER)
			.bind("owner", owner.value())
			.then()
			.then(change)
			.flatMap((token) -> recorded.thenReturn(token))
			.as(this.transaction::transactional));
	}

	private static <T> Mono<T> notFound() {
		return Mono.error(() -> new ApiException(ErrorCode.TOKEN_NOT_FOUND));
	}

	private static Token token(Readable row) {
		return new Token(required(row, "id", UUID.class), required(row, "name", String.class),
				Arrays.asList(required(row, "scopes", String[].class)), required(row, "created_at", Instant.class),
				row.get("used_at", Instant.class), required(row, "expires_at", Instant.class));
	}

}
