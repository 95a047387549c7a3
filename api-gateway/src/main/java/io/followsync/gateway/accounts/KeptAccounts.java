package io.followsync.gateway.accounts;

import java.time.Instant;
import java.util.UUID;

import io.followsync.account.OwnerId;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.job.AccountId;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import static io.followsync.runtime.database.Columns.required;

/**
 * Reads accounts and how their syncs stand, all of an owner's in one query. One that is
 * past its removal time is not found.
 */
@Repository
public class KeptAccounts {

	private static final String FIND = """
			SELECT a.id, a.username, a.state, a.connected_at, a.remove_at, live.id AS current_sync,
			       ended.id AS last_sync, ended.state AS last_state, ended.ended_at, ended.followers_verdict,
			       ended.following_verdict
			  FROM accounts a
			  LEFT JOIN jobs live ON live.claimed_user_id = a.id AND live.kind = 'SYNC'
			   AND live.state NOT IN ('COMPLETED', 'FAILED', 'CANCELLED')
			  LEFT JOIN LATERAL (
			    SELECT id, state, ended_at, followers_verdict, following_verdict FROM ended_syncs
			     WHERE account_id = a.id ORDER BY ended_at DESC, id DESC LIMIT 1) ended ON true
			 WHERE (a.remove_at IS NULL OR a.remove_at > deciding_time())
			""";

	private static final String OF_OWNER = FIND + " AND a.owner_id = :owner ORDER BY a.connected_at, a.id";

	private static final String BY_ID = FIND + " AND a.id = :id";

	private final DatabaseClient database;

	KeptAccounts(DatabaseClient database) {
		this.database = database;
	}

	/** The one that has been kept longest first. */
	public Flux<KeptAccount> findAll(OwnerId owner) {
		return UncancellableWork.from(
				this.database.sql(OF_OWNER).bind("owner", owner.value()).map(KeptAccounts::account).all().collectList())
			.flatMapIterable((accounts) -> accounts);
	}

	/** Fails with {@link ErrorCode#ACCOUNT_NOT_FOUND} for one that is gone meanwhile. */
	public Mono<KeptAccount> find(AccountId account) {
		return UncancellableWork
			.from(this.database.sql(BY_ID).bind("id", account.value()).map(KeptAccounts::account).one())
			.switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.ACCOUNT_NOT_FOUND)));
	}

	private static KeptAccount account(Readable row) {
		return new KeptAccount(new AccountId(required(row, "id", Long.class)), row.get("username", String.class),
				required(row, "state", String.class), required(row, "connected_at", Instant.class),
				row.get("current_sync", UUID.class), lastSync(row), row.get("remove_at", Instant.class));
	}

	private static KeptAccount.@Nullable LastSync lastSync(Readable row) {
		UUID id = row.get("last_sync", UUID.class);
		return (id == null) ? null
				: new KeptAccount.LastSync(id, required(row, "last_state", String.class),
						required(row, "ended_at", Instant.class),
						new KeptAccount.Verdicts(row.get("followers_verdict", String.class),
								row.get("following_verdict", String.class)));
	}

}
