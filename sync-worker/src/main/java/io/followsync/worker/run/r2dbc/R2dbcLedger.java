package io.followsync.worker.run.r2dbc;

import java.time.Duration;
import java.util.List;

import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.job.ListKind;
import io.followsync.runtime.database.Columns;
import io.followsync.runtime.database.DatabaseWait;
import io.followsync.worker.claim.JobProperties;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.claim.Lease.WriteReceipt;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.completion.JobCompletion;
import io.followsync.worker.policy.Wait;
import io.followsync.worker.run.Ledger;
import io.followsync.worker.source.ListReader.DeclaredCounts;
import io.followsync.worker.source.ListReader.Relation;
import io.followsync.worker.source.Page;
import io.followsync.worker.verdict.Judgement.Evidence;
import io.followsync.worker.walk.ListWalk;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;

@Repository
class R2dbcLedger implements Ledger {

	private static final Logger log = LoggerFactory.getLogger(R2dbcLedger.class);

	private static final String DECLARE = """
			WITH guard AS (
			  UPDATE jobs SET counts_asked = true, progress_seq = progress_seq + 1, changed_at = deciding_time(),
			    claims_in_vain = 0, retries = 0, first_answer_at = coalesce(first_answer_at, deciding_time())
			  WHERE id = :job AND fence = :fence AND state = 'RUNNING'
			  RETURNING id, lane, kind, claimed_user_id, progress_seq, changed_at, cancel_requested
			), declared AS (
			  UPDATE job_lists SET declared = CASE list WHEN 'FOLLOWERS' THEN :followers ELSE :following END
			  FROM guard WHERE job_id = guard.id
			), named AS (
			  -- whose account this is, a sync knows from its beginning
			  UPDATE accounts a SET username = :username FROM guard
			  WHERE guard.kind = 'SYNC' AND a.id = guard.claimed_user_id AND a.username IS DISTINCT FROM :username
			    AND :username::text IS NOT NULL
			)
			""" + GuardedWrites.RECEIPT;

	private static final String CONFIRM = """
			UPDATE jobs SET lane = CASE WHEN EXISTS (
			  SELECT FROM lane_cooldowns c WHERE c.lane = :lane AND c.until > deciding_time()) THEN lane ELSE :lane END
			WHERE id = :job AND fence = :fence AND state = 'RUNNING'
			RETURNING lane = :lane AS moved""";

	// The end of a sync of a million members takes a minute where the database is slow.
	// Meanwhile its row is locked, so that no other worker claims it, whatever its lease.
	private static final Duration MAX_END = Duration.ofMinutes(10);

	private final GuardedWrites writes;

	private final PageStatements pages;

	private final ProbeStatements probes;

	private final WaitStatements waits;

	private final Endings endings;

	private final JobProperties times;

	R2dbcLedger(DatabaseClient database, TransactionalOperator transaction, WaitStatements waits, Endings endings,
			List<JobCompletion> completions, JobProperties times) {
		this.writes = new GuardedWrites(database);
		this.pages = new PageStatements(database, this.writes);
		this.probes = new ProbeStatements(database, transaction, this.writes, completions);
		this.waits = waits;
		this.endings = endings;
		this.times = times;
	}

	@Override
	public Mono<SeenMembers> seen(JobId job, ListKind list, int walk) {
		return bounded(this.pages.seen(job, list, walk));
	}

	@Override
	public Mono<Evidence.Comparison> compareWalks(JobId job, ListKind list) {
		return bounded(this.pages.compare(job, list));
	}

	@Override
	public Mono<WriteReceipt> store(Lease lease, Page page, ListWalk walk) {
		return bounded(this.pages.store(lease, page, walk));
	}

	@Override
	public Mono<WriteReceipt> storeWalk(Lease lease, ListWalk walk) {
		return bounded(this.pages.storeWalk(lease, walk));
	}

	@Override
	public Mono<WriteReceipt> startOverIfTooOld(Lease lease, ListWalk walk) {
		return bounded(this.pages.startOver(lease, walk, this.times.resumableFor()));
	}

	@Override
	public Mono<WriteReceipt> declare(Lease lease, DeclaredCounts counts) {
		return write(lease,
				this.writes.statement(DECLARE, lease)
					.bind("followers", GuardedWrites.orNull(counts.followers(), Long.class))
					.bind("following", GuardedWrites.orNull(counts.following(), Long.class))
					.bind("username", GuardedWrites.orNull(counts.username(), String.class)));
	}

	@Override
	public Mono<Probes> probes(Lease lease, int most) {
		return bounded(this.probes.choose(lease, most));
	}

	@Override
	public Mono<WriteReceipt> storeProbe(Lease lease, long member, @Nullable Relation relation) {
		return bounded(this.probes.store(lease, member, relation));
	}

	@Override
	public Mono<WriteReceipt> trust(Lease lease) {
		return write(lease, this.writes.statement(GuardedWrites.PROGRESS + GuardedWrites.RECEIPT, lease));
	}

	@Override
	public Mono<Confirmation> confirm(Lease lease, Lane account) {
		return this.writes.statement(CONFIRM, lease)
			.bind("lane", account.value())
			.map((row) -> Columns.required(row, "moved", Boolean.class) ? Confirmation.MOVED : Confirmation.COOLING)
			.one()
			.switchIfEmpty(Mono.error(() -> new Lease.LostException(lease)))
			.onErrorResume(DuplicateKeyException.class, (ex) -> {
				log.debug("job {} not moved to lane {}, which another job holds", lease.job(), account);
				return Mono.just(Confirmation.BUSY);
			})
			.transform(this::bounded);
	}

	@Override
	public Mono<Parked> park(Lease lease, Wait wait) {
		return bounded(this.waits.park(lease, wait));
	}

	@Override
	public Mono<WriteReceipt> handOver(Lease lease) {
		return bounded(this.waits.handOver(lease));
	}

	@Override
	public Mono<WriteReceipt> end(Lease lease, Ending ending) {
		return DatabaseWait.atMost(MAX_END,
				this.endings.end(lease, ending).switchIfEmpty(Mono.error(() -> new Lease.LostException(lease))));
	}

	private Mono<WriteReceipt> write(Lease lease, GenericExecuteSpec statement) {
		return bounded(this.writes.write(lease, statement));
	}

	// A run that gets no answer ends; if its write succeeds after all, the next run
	// resumes from there.
	private <T> Mono<T> bounded(Mono<T> write) {
		return DatabaseWait.atMost(this.times.lease(), write);
	}

}
