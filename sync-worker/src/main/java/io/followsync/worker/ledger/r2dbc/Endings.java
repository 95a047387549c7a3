package io.followsync.worker.ledger.r2dbc;

import io.followsync.job.JobProgress.Failure;
import io.followsync.job.ListKind;
import io.followsync.worker.ledger.Cooldown;
import io.followsync.worker.ledger.Ending;
import io.followsync.worker.ledger.Lease;
import io.followsync.worker.ledger.LedgerProperties;
import io.followsync.worker.ledger.WriteReceipt;
import io.followsync.worker.verdict.Judgement;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * Ends jobs. The transaction first locks the job's row and checks its fence, and an
 * ending becomes visible either whole or not at all.
 */
@Repository
class Endings {

	private static final String END = """
			UPDATE jobs SET state = :state, fence = fence + 1, progress_seq = progress_seq + 1,
			  changed_at = deciding_time(), ended_at = deciding_time(),
			  remove_at = deciding_time() + make_interval(secs => :retention), holds_lane = false,
			  worker_id = NULL, lease_until = NULL, dispatch_at = NULL,
			  failure_kind = :failure, failure_message = :message
			WHERE id = :job AND fence = :fence AND state = 'RUNNING'
			RETURNING progress_seq, changed_at, cancel_requested""";

	private static final String VERDICT = """
			UPDATE job_lists SET verdict = :verdict, verdict_reason = :reason WHERE job_id = :job AND list = :list""";

	private static final String FORGET_CREDENTIAL = "DELETE FROM job_credentials WHERE job_id = :job";

	// The upload goes with its job's end: it is large, and nobody reads it again.
	private static final String FORGET_UPLOAD = """
			WITH files AS (DELETE FROM import_files WHERE job_id = :job) DELETE FROM import_chunks WHERE job_id = :job""";

	private static final String REMEMBER_DURATION = """
			INSERT INTO recent_durations (duration)
			SELECT ended_at - started_at FROM jobs WHERE id = :job AND started_at IS NOT NULL""";

	private final DatabaseClient database;

	private final TransactionalOperator transaction;

	private final LedgerProperties times;

	private final WaitStatements waits;

	private final Results results;

	Endings(DatabaseClient database, TransactionalOperator transaction, LedgerProperties times, WaitStatements waits) {
		this.database = database;
		this.transaction = transaction;
		this.times = times;
		this.waits = waits;
		this.results = new Results(database);
	}

	/** Empty if the job is not held; then nothing has changed. */
	Mono<WriteReceipt> end(Lease lease, Ending ending) {
		return ended(lease, ending).flatMap((receipt) -> rest(lease, ending).thenReturn(receipt))
			.as(this.transaction::transactional);
	}

	private Mono<WriteReceipt> ended(Lease lease, Ending ending) {
		GenericExecuteSpec spec = this.database.sql(END)
			.bind("job", lease.job().value())
			.bind("fence", lease.fence())
			.bind("state", ending.state().name())
			.bind("retention", LedgerProperties.seconds(this.times.retention()));
		Failure failure = (ending instanceof Ending.Failed failed) ? failed.failure() : null;
		spec = PageStatements.text(spec, "failure", (failure != null) ? failure.kind().name() : null);
		spec = PageStatements.text(spec, "message", (failure != null) ? failure.message() : null);
		return spec.map((row) -> JobRow.receipt(row)).one();
	}

	private Mono<Void> rest(Lease lease, Ending ending) {
		Mono<Void> verdicts = verdicts(lease, ending.verdicts());
		Mono<Void> result = (ending instanceof Ending.Completed completed)
				? this.results.store(lease.job(), completed.verdicts()).then(forJob(REMEMBER_DURATION, lease))
				: Mono.empty();
		Cooldown cooldown = ending.cooldown();
		Mono<Void> pause = (cooldown != null) ? this.waits.cool(lease.job(), cooldown) : Mono.empty();
		return verdicts.then(result)
			.then(pause)
			.then(forJob(FORGET_CREDENTIAL, lease))
			.then(forJob(FORGET_UPLOAD, lease));
	}

	private Mono<Void> verdicts(Lease lease, Ending.@Nullable Verdicts verdicts) {
		return (verdicts == null) ? Mono.empty() : verdict(lease, ListKind.FOLLOWERS, verdicts.followers())
			.then(verdict(lease, ListKind.FOLLOWING, verdicts.following()));
	}

	private Mono<Void> verdict(Lease lease, ListKind list, Judgement.Verdict verdict) {
		return this.database.sql(VERDICT)
			.bind("verdict", verdict.kind().name())
			.bind("reason", verdict.reason())
			.bind("job", lease.job().value())
			.bind("list", list.name())
			.then();
	}

	private Mono<Void> forJob(String sql, Lease lease) {
		return this.database.sql(sql).bind("job", lease.job().value()).then();
	}

}
