package io.followsync.gateway.access;

import java.util.UUID;

import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

/**
 * Decides which accounts and syncs an owner may see. What does not exist and what belongs
 * to somebody else is answered alike.
 */
@Repository
public class OwnedAccounts {

	/** A condition on an account: it is not being removed. */
	public static final String IS_NOT_BEING_REMOVED = "(remove_at IS NULL OR remove_at > deciding_time())";

	private static final String ACCOUNT = "SELECT id FROM accounts WHERE id = $1 AND owner_id = $2 AND "
			+ IS_NOT_BEING_REMOVED;

	static final String SYNC = """
			SELECT s.id FROM (
			  SELECT id FROM jobs WHERE id = :sync AND kind = 'SYNC' AND claimed_user_id = :account
			  UNION ALL
			  SELECT id FROM ended_syncs WHERE id = :sync AND account_id = :account %s) s
			 WHERE EXISTS (SELECT FROM accounts WHERE id = :account AND owner_id = :owner)
			 LIMIT 1
			""";

	private final DatabaseClient database;

	OwnedAccounts(DatabaseClient database) {
		this.database = database;
	}

	/**
	 * The account, if it is the owner's. Fails with {@link ErrorCode#SCOPE_MISSING} if
	 * the owner's credential does not have the scope, with
	 * {@link ErrorCode#ACCOUNT_NOT_FOUND} for an account that does not exist, is being
	 * removed or is not the owner's.
	 */
	public Mono<AccountId> require(Owner owner, long accountId, Scope scope) {
		return Mono.defer(() -> {
			owner.require(scope);
			return UncancellableWork.from(this.database.sql(ACCOUNT)
				.bind(0, accountId)
				.bind(1, owner.id().value())
				.mapValue(Long.class)
				.one());
		}).map(AccountId::new).switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.ACCOUNT_NOT_FOUND)));
	}

	/**
	 * The sync, running or ended, if it is the account's and the account is the owner's.
	 * Fails with {@link ErrorCode#SYNC_NOT_FOUND} otherwise. The scope is not checked
	 * here: {@link #require} has checked it for the account.
	 */
	public Mono<JobId> requireSync(Owner owner, AccountId account, UUID sync) {
		JobId job = new JobId(sync);
		return findSync(owner, account, job, SyncMonths.LIKELY)
			.switchIfEmpty(Mono.defer(() -> findSync(owner, account, job, SyncMonths.ALL)))
			.switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.SYNC_NOT_FOUND)));
	}

	private Mono<JobId> findSync(Owner owner, AccountId account, JobId sync, SyncMonths months) {
		return UncancellableWork
			.from(this.database.sql(SYNC.formatted(months.condition()))
				.bindValues(months.values(sync))
				.bind("sync", sync.value())
				.bind("account", account.value())
				.bind("owner", owner.id().value())
				.mapValue(UUID.class)
				.one())
			.map(JobId::new);
	}

}
