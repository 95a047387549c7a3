package io.followsync.worker.run.r2dbc;

import io.followsync.account.AccountState;
import io.followsync.history.ActivityKind;
import io.followsync.job.FailureKind;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress.Failure;
import io.followsync.job.JobState;
import io.followsync.worker.completion.Ending;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * What the end of a job says about the credential of the account that it read with. A
 * refused one makes a connected account need a reconnect; a result makes such an account
 * connected again. Accounts in any other state stay in it.
 * <p>
 * Nothing changes if the account was connected anew after the job started: which of the
 * two credentials the job read with is not known then. The next sync reads with the new
 * one from its start, and decides.
 */
record AccountStatements(DatabaseClient database) {

	// Whoever replaces the credential locks this row, too: the next statement sees the
	// new one.
	private static final String LOCK = """
			SELECT FROM accounts WHERE id = (SELECT claimed_user_id FROM jobs WHERE id = :job) FOR NO KEY UPDATE""";

	private static final String CHANGE = """
			WITH changed AS (
			  UPDATE accounts a SET state = :state FROM jobs j
			  WHERE j.id = :job AND a.id = j.claimed_user_id AND a.state = :before
			    AND NOT EXISTS (SELECT FROM account_credentials c WHERE c.account_id = a.id AND c.stored_at > j.started_at)
			  RETURNING a.id)
			INSERT INTO activities (account_id, at, kind, sync_id) SELECT id, deciding_time(), :kind, :job FROM changed""";

	Mono<Void> apply(JobId job, Ending ending) {
		Failure failure = ending.failure();
		if (failure != null && failure.kind() == FailureKind.RECONNECT_NEEDED) {
			return change(job, AccountState.CONNECTED, AccountState.RECONNECT_NEEDED, ActivityKind.RECONNECT_NEEDED);
		}
		return (ending.state() == JobState.COMPLETED)
				? change(job, AccountState.RECONNECT_NEEDED, AccountState.CONNECTED, ActivityKind.CONNECTED)
				: Mono.empty();
	}

	private Mono<Void> change(JobId job, AccountState before, AccountState after, ActivityKind kind) {
		return this.database.sql(LOCK)
			.bind("job", job.value())
			.then()
			.then(this.database.sql(CHANGE)
				.bind("job", job.value())
				.bind("before", before.name())
				.bind("state", after.name())
				.bind("kind", kind.name())
				.then());
	}

}
