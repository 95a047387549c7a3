package io.followsync.gateway.accounts;

import java.time.Duration;
import java.util.UUID;

import io.followsync.account.AccountState;
import io.followsync.gateway.access.BrowserSession;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.jobs.Jobs;
import io.followsync.history.ActivityKind;
import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.runtime.database.Columns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * Disconnects accounts. One transaction cancels the sync that is under way, ends or
 * archives the account and deletes the credential, so that none of it happens alone. It
 * locks the sync's job before the account's row, as workers do.
 */
@Repository
public class Disconnection {

	private static final Logger log = LoggerFactory.getLogger(Disconnection.class);

	// The owner may change their mind until then; workers remove everything within a day.
	private static final Duration REMOVAL_DELAY = Duration.ofHours(12);

	// As an exchange does (signin), which may be about to connect the account again, and
	// a request for a sync (syncs): none is stored in between.
	private static final String LOCK_ACCOUNT = "SELECT lock_account(:account)";

	private static final String CHANGE = """
			WITH account AS (
			  SELECT id, state FROM accounts
			   WHERE id = :account AND owner_id = :owner AND (remove_at IS NULL OR remove_at > deciding_time()) FOR UPDATE),
			changed AS (
			  UPDATE accounts SET state = :state,
			    remove_at = CASE WHEN :state = 'LEAVING' THEN least(remove_at, deciding_time() + make_interval(secs => :delay)) END
			    FROM account WHERE accounts.id = account.id)
			SELECT state <> :state FROM account
			""";

	private static final String DELETE_CREDENTIAL = "DELETE FROM account_credentials WHERE account_id = :account";

	// The sync, and whatever proves a sign-in of this account.
	private static final String FIND_LIVE_JOBS = """
			SELECT j.id FROM jobs j
			 WHERE j.claimed_user_id = :account AND j.state NOT IN ('COMPLETED', 'FAILED', 'CANCELLED')
			   AND (j.kind = 'SYNC' OR EXISTS (SELECT FROM sign_ins s WHERE s.job_id = j.id))
			""";

	// Each has a session sealed for the account, and could connect it anew.
	private static final String DELETE_SIGN_INS = "DELETE FROM sign_ins WHERE account_id = :account AND used_at IS NULL";

	private static final String RECORD = """
			INSERT INTO activities (account_id, at, kind) VALUES (:account, deciding_time(), :kind)
			""";

	private final DatabaseClient database;

	private final TransactionalOperator transaction;

	private final Jobs jobs;

	Disconnection(DatabaseClient database, TransactionalOperator transaction, Jobs jobs) {
		this.database = database;
		this.transaction = transaction;
		this.jobs = jobs;
	}

	/**
	 * Disconnects an account of the browser's owner. Asked again, it changes what becomes
	 * of the history, if anything, until that is removed. Fails with
	 * {@link ErrorCode#ACCOUNT_NOT_FOUND} for an account that is not theirs, and changes
	 * nothing then.
	 * @param keepsHistory whether its history stays as an archive; everything of it is
	 * removed within a day otherwise
	 */
	public Mono<Void> disconnect(BrowserSession browser, AccountId account, boolean keepsHistory) {
		AccountState state = keepsHistory ? AccountState.ARCHIVED : AccountState.LEAVING;
		return UncancellableWork
			.from(run(LOCK_ACCOUNT, account).then(cancelJobs(account))
				.then(run(DELETE_SIGN_INS, account))
				.then(change(browser, account, state))
				.flatMap((changed) -> changed ? run(DELETE_CREDENTIAL, account).then(record(account, keepsHistory))
						: Mono.empty())
				.as(this.transaction::transactional))
			.doOnSuccess((done) -> log.atInfo()
				.addKeyValue("account", account)
				.addKeyValue("state", state)
				.log("Disconnected an account and deleted its credential"));
	}

	private Mono<Void> record(AccountId account, boolean keepsHistory) {
		ActivityKind kind = keepsHistory ? ActivityKind.ARCHIVED : ActivityKind.REMOVAL_SCHEDULED;
		return this.database.sql(RECORD).bind("account", account.value()).bind("kind", kind.name()).then();
	}

	private Mono<Boolean> change(BrowserSession browser, AccountId account, AccountState state) {
		return this.database.sql(CHANGE)
			.bind("state", state.name())
			.bind("delay", Columns.seconds(REMOVAL_DELAY))
			.bind("account", account.value())
			.bind("owner", browser.owner().value())
			.mapValue(Boolean.class)
			.one()
			.switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.ACCOUNT_NOT_FOUND)));
	}

	private Mono<Void> cancelJobs(AccountId account) {
		return this.database.sql(FIND_LIVE_JOBS)
			.bind("account", account.value())
			.mapValue(UUID.class)
			.all()
			.collectList()
			.flatMapIterable((jobs) -> jobs)
			.map(JobId::new)
			.concatMap(this.jobs::cancel)
			.then();
	}

	private Mono<Void> run(String statement, AccountId account) {
		return this.database.sql(statement).bind("account", account.value()).then();
	}

}
