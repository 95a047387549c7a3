package io.followsync.gateway.syncs;

import java.util.UUID;

import io.followsync.gateway.access.CapabilityIssuer;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.history.ActivityKind;
import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.runtime.settings.JobTimes;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;

@Repository
class SyncStore {

	// Whoever connects, disconnects or removes the account waits until this sync is
	// stored, and then finds it. Not the account's row: a worker that ends a sync holds
	// its job, for which the insertion may wait, and locks that row then.
	private static final String LOCK_ACCOUNT = "SELECT lock_account_shared($1)";

	private static final String INSERT = """
			WITH job AS (
			  INSERT INTO jobs (id, kind, source, state, lane, claimed_user_id, capability_hash, capability_sealed, dispatch_at)
			  SELECT $1, 'SYNC', 'WEB_SESSION', 'QUEUED', $3, id, $4, $5, deciding_time() + $6::interval
			    FROM accounts WHERE id = $2 AND state = 'CONNECTED'
			  ON CONFLICT DO NOTHING
			  RETURNING id),
			lists AS (
			  INSERT INTO job_lists (job_id, list)
			  SELECT id, list FROM job, (VALUES ('FOLLOWERS'), ('FOLLOWING')) both_lists (list))
			INSERT INTO activities (account_id, at, kind, sync_id) SELECT $2, deciding_time(), $7, id FROM job
			""";

	// Once only, and only of a sync that has not ended; its row stays locked until it is
	// cancelled.
	private static final String RECORD_CANCEL = """
			WITH sync AS (
			  SELECT id FROM jobs WHERE id = $2 AND claimed_user_id = $1 AND state NOT IN ('COMPLETED', 'FAILED', 'CANCELLED') AND NOT cancel_requested
			     FOR UPDATE)
			INSERT INTO activities (account_id, at, kind, sync_id) SELECT $1, deciding_time(), $3, id FROM sync
			""";

	private static final String FIND_LIVE = """
			SELECT id FROM jobs WHERE claimed_user_id = $1 AND kind = 'SYNC' AND state NOT IN ('COMPLETED', 'FAILED', 'CANCELLED')
			""";

	private static final String ACCOUNT_STATE = "SELECT state FROM accounts WHERE id = $1";

	private final DatabaseClient database;

	private final TransactionalOperator transaction;

	private final String claimTimeout;

	SyncStore(DatabaseClient database, TransactionalOperator transaction, JobTimes times) {
		this.database = database;
		this.transaction = transaction;
		this.claimTimeout = times.claimTimeout().toMillis() + " milliseconds";
	}

	/** A sync as it is stored. */
	record NewSync(JobId job, AccountId account, CapabilityIssuer.Issued capability) {

		Lane lane() {
			return Lane.ofAccount(this.account);
		}

	}

	/**
	 * Stores the job, its lists and that its owner asked for it, or nothing. False if the
	 * account has a live sync or is not connected, and it stays connected until the sync
	 * is stored; of any number of concurrent calls for an account one succeeds.
	 */
	Mono<Boolean> insert(NewSync sync) {
		return this.database.sql(LOCK_ACCOUNT)
			.bind(0, sync.account().value())
			.then()
			.then(insertJob(sync))
			.as(this.transaction::transactional);
	}

	private Mono<Boolean> insertJob(NewSync sync) {
		return this.database.sql(INSERT)
			.bind(0, sync.job().value())
			.bind(1, sync.account().value())
			.bind(2, sync.lane().value())
			.bind(3, sync.capability().hash())
			.bind(4, sync.capability().sealed())
			.bind(5, this.claimTimeout)
			.bind(6, ActivityKind.SYNC_REQUESTED.name())
			.fetch()
			.rowsUpdated()
			.map((rows) -> rows == 1);
	}

	/** Cancels a sync with the given work, and records that its owner asked for it. */
	Mono<Void> cancel(AccountId account, JobId sync, Mono<Boolean> cancellation) {
		return UncancellableWork
			.from(this.database.sql(RECORD_CANCEL)
				.bind(0, account.value())
				.bind(1, sync.value())
				.bind(2, ActivityKind.SYNC_CANCEL_REQUESTED.name())
				.then()
				.then(cancellation)
				.as(this.transaction::transactional))
			.then();
	}

	/** The sync of the account that has not ended; empty if there is none. */
	Mono<JobId> findLive(AccountId account) {
		return this.database.sql(FIND_LIVE).bind(0, account.value()).mapValue(UUID.class).one().map(JobId::new);
	}

	/** As it is stored: a later release may add states. */
	Mono<String> findAccountState(AccountId account) {
		return this.database.sql(ACCOUNT_STATE).bind(0, account.value()).mapValue(String.class).one();
	}

}
