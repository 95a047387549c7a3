package io.followsync.worker.run.r2dbc;

import java.util.List;

import io.followsync.job.JobId;
import io.followsync.job.JobProgress.Failure;
import io.followsync.runtime.database.Columns;
import io.followsync.runtime.settings.JobTimes;
import io.followsync.worker.claim.Claims;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.completion.CredentialOwner;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.completion.JobCompletion;
import io.followsync.worker.policy.Wait.Cooldown;
import io.followsync.worker.verdict.Judgement;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * Ends jobs. The transaction first locks the job's row and checks its fence, and an
 * ending becomes visible either whole or not at all.
 */
@Repository
class Endings implements Claims.Endings {

	private static final String END = """
			WITH ended AS (
			  UPDATE jobs SET state = :state, fence = fence + 1, progress_seq = progress_seq + 1,
			    changed_at = deciding_time(), ended_at = deciding_time(),
			    remove_at = deciding_time() + make_interval(secs => :retention), holds_lane = false,
			    worker_id = NULL, lease_until = NULL, dispatch_at = NULL,
			    failure_kind = :failure, failure_message = :message, failure_advice = :advice
			  WHERE id = :job AND fence = :fence AND state = 'RUNNING'
			  RETURNING id, progress_seq, changed_at, cancel_requested, kind
			), judged AS (
			  UPDATE job_lists SET verdict = CASE list WHEN 'FOLLOWERS' THEN :followers ELSE :following END,
			    verdict_reason = CASE list WHEN 'FOLLOWERS' THEN :followersReason ELSE :followingReason END
			  FROM ended WHERE job_id = ended.id AND :judged
			)
			SELECT progress_seq, changed_at, cancel_requested, kind FROM ended""";

	// The upload goes with its job's end: it is large, and nobody reads it again.
	private static final String CLEAN_UP = """
			WITH credential AS (DELETE FROM job_credentials WHERE job_id = :job AND :ownCredential),
			files AS (DELETE FROM import_files WHERE job_id = :job),
			chunks AS (DELETE FROM import_chunks WHERE job_id = :job)
			INSERT INTO recent_durations (duration)
			SELECT ended_at - started_at FROM jobs WHERE id = :job AND started_at IS NOT NULL AND :completed""";

	private final DatabaseClient database;

	private final TransactionalOperator transaction;

	private final JobTimes times;

	private final WaitStatements waits;

	private final List<JobCompletion> completions;

	private final AccountStatements accounts;

	Endings(DatabaseClient database, TransactionalOperator transaction, JobTimes times, WaitStatements waits,
			List<JobCompletion> completions) {
		this.database = database;
		this.transaction = transaction;
		this.times = times;
		this.waits = waits;
		this.completions = completions;
		this.accounts = new AccountStatements(database);
	}

	@Override
	public Mono<Lease.WriteReceipt> end(Lease lease, Ending ending) {
		return markEnded(lease, ending).flatMap((ended) -> storeRest(ended, ending).thenReturn(ended.receipt()))
			.as(this.transaction::transactional);
	}

	private Mono<Ended> markEnded(Lease lease, Ending ending) {
		Failure failure = ending.failure();
		Ending.Verdicts verdicts = ending.verdicts();
		Judgement.Verdict followers = (verdicts != null) ? verdicts.followers() : null;
		Judgement.Verdict following = (verdicts != null) ? verdicts.following() : null;
		return this.database.sql(END)
			.bind("judged", verdicts != null)
			.bind("followers", GuardedWrites.orNull((followers != null) ? followers.kind().name() : null, String.class))
			.bind("followersReason",
					GuardedWrites.orNull((followers != null) ? followers.reason() : null, String.class))
			.bind("following", GuardedWrites.orNull((following != null) ? following.kind().name() : null, String.class))
			.bind("followingReason",
					GuardedWrites.orNull((following != null) ? following.reason() : null, String.class))
			.bind("job", lease.job().value())
			.bind("fence", lease.fence())
			.bind("state", ending.state().name())
			.bind("retention", Columns.seconds(this.times.retention()))
			.bind("failure", GuardedWrites.orNull((failure != null) ? failure.kind().name() : null, String.class))
			.bind("message", GuardedWrites.orNull((failure != null) ? failure.message() : null, String.class))
			.bind("advice", GuardedWrites.orNull((failure != null) ? failure.advice() : null, String.class))
			.map((row) -> new Ended(lease.job(), Columns.required(row, "kind", String.class),
					GuardedWrites.receipt(row)))
			.one();
	}

	private Mono<Void> storeRest(Ended ended, Ending ending) {
		JobId job = ended.job();
		JobCompletion completion = JobCompletion.of(ended.kind(), this.completions);
		Cooldown cooldown = ending.cooldown();
		Mono<Void> cooling = (cooldown != null) ? this.waits.cool(job, cooldown) : Mono.empty();
		boolean ownCredential = completion.credentialOwner() == CredentialOwner.JOB;
		Mono<Void> account = ownCredential ? Mono.empty() : this.accounts.apply(job, ending);
		return completion.end(job, ending)
			.then(cooling)
			.then(account)
			.then(this.database.sql(CLEAN_UP)
				.bind("job", job.value())
				.bind("ownCredential", ownCredential)
				.bind("completed", ending instanceof Ending.Completed)
				.then());
	}

	private record Ended(JobId job, String kind, Lease.WriteReceipt receipt) {
	}

}
