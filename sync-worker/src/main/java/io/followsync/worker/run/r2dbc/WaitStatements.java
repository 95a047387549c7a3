package io.followsync.worker.run.r2dbc;

import java.time.Duration;
import java.time.Instant;

import io.followsync.job.JobId;
import io.followsync.worker.claim.JobProperties;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.claim.Lease.WriteReceipt;
import io.followsync.worker.policy.Wait;
import io.followsync.worker.policy.Wait.Cooldown;
import io.followsync.worker.run.Ledger.Parked;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * The statements that take a job from its worker without ending it.
 */
@Repository
class WaitStatements {

	// Only a job that was ever answered keeps its lane; one that waits for a lane has
	// none to keep.
	private static final String PARK = """
			UPDATE jobs SET state = 'PARKED', wait_reason = :reason, resumes_at = %1$s, dispatch_at = %1$s,
			  fence = fence + 1, progress_seq = progress_seq + 1, changed_at = deciding_time(),
			  holds_lane = first_answer_at IS NOT NULL AND NOT :yields, lane = coalesce(:lane, lane),
			  worker_id = NULL, lease_until = NULL, claims_in_vain = 0,
			  retries = retries + CASE WHEN :reason = 'RETRY' THEN 1 ELSE 0 END, doubted = doubted OR :doubted
			WHERE id = :job AND fence = :fence AND state = 'RUNNING' AND NOT cancel_requested
			RETURNING progress_seq, changed_at, cancel_requested, resumes_at""";

	private static final String AFTER = "deciding_time() + make_interval(secs => :seconds)";

	// Whoever held it may have let go of it just now, before this job waited for that.
	private static final String WHEN_FREE = """
			CASE WHEN EXISTS (SELECT FROM jobs o WHERE o.lane = :lane AND o.holds_lane)
			  THEN deciding_time() + make_interval(secs => :seconds) ELSE deciding_time() END""";

	private static final String WHEN_COOL = """
			coalesce((SELECT until FROM lane_cooldowns c WHERE c.lane
			  = coalesce(:lane, (SELECT account FROM known_sessions k WHERE k.lane = jobs.lane), jobs.lane)), deciding_time())""";

	private static final String RELEASE = """
			UPDATE jobs SET state = 'QUEUED', fence = fence + 1, progress_seq = progress_seq + 1,
			  changed_at = deciding_time(), dispatch_at = deciding_time(), holds_lane = false,
			  worker_id = NULL, lease_until = NULL, claims_in_vain = 0
			WHERE id = :job AND fence = :fence AND state = 'RUNNING' AND NOT cancel_requested
			RETURNING progress_seq, changed_at, cancel_requested""";

	private static final String COOL = """
			INSERT INTO lane_cooldowns AS c (lane, until, level, reason)
			SELECT coalesce(k.account, j.lane), deciding_time() + make_interval(secs => greatest(:first, :least)), 1, :reason
			FROM jobs j LEFT JOIN known_sessions k ON k.lane = j.lane WHERE j.id = :job
			ON CONFLICT (lane) DO UPDATE SET
			  level = CASE WHEN c.until < deciding_time() - interval '1 day' THEN 1 ELSE c.level + 1 END,
			  until = greatest(c.until, deciding_time() + make_interval(secs => greatest(:least, least(:longest,
			    :first * power(2, CASE WHEN c.until < deciding_time() - interval '1 day' THEN 0 ELSE least(c.level, 20) END))))),
			  reason = :reason""";

	private final DatabaseClient database;

	private final GuardedWrites writes;

	private final TransactionalOperator transaction;

	private final JobProperties times;

	WaitStatements(DatabaseClient database, TransactionalOperator transaction, JobProperties times) {
		this.database = database;
		this.writes = new GuardedWrites(database);
		this.transaction = transaction;
		this.times = times;
	}

	/** Empty if the job's cancellation was requested. */
	Mono<Parked> park(Lease lease, Wait wait) {
		return parking(lease, wait).switchIfEmpty(this.writes.emptyIfHeld(lease));
	}

	private Mono<Parked> parking(Lease lease, Wait wait) {
		return switch (wait) {
			case Wait.ForBudget budget -> parked(after(lease, wait, budget.duration()));
			case Wait.ForRetry retry -> parked(after(lease, wait, retry.duration()));
			case Wait.ForAccount lane -> parked(statement(WHEN_FREE, lease, wait, true)
				.bind("seconds", JobProperties.seconds(this.times.laneBusy()))
				.bind("lane", lane.account().value()));
			case Wait.ForOwnLane own -> parked(statement(WHEN_COOL, lease, wait, false));
			case Wait.ForAccountCooldown lane ->
				parked(statement(WHEN_COOL, lease, wait, true).bind("lane", lane.account().value()));
			case Wait.ForCooldown cool -> cool(lease.job(), cool.cooldown())
				.then(parked(statement(WHEN_COOL, lease, wait, false).bind("doubted", cool.sessionSuspect())))
				// Fails if the job is not held, so that the transaction rolls the pause
				// back.
				.switchIfEmpty(this.writes.emptyIfHeld(lease))
				.as(this.transaction::transactional);
		};
	}

	/** Empty if the job's cancellation was requested. */
	Mono<WriteReceipt> release(Lease lease) {
		return this.writes.statement(RELEASE, lease)
			.map((row) -> GuardedWrites.receipt(row))
			.one()
			.switchIfEmpty(this.writes.emptyIfHeld(lease));
	}

	/**
	 * Begins the next, longer pause of the job's lane, or of the account that Instagram
	 * has named as its session's owner. For use inside a guarded transaction.
	 */
	Mono<Void> cool(JobId job, Cooldown cooldown) {
		return this.database.sql(COOL)
			.bind("job", job.value())
			.bind("first", JobProperties.seconds(cooldown.first()))
			.bind("longest", JobProperties.seconds(cooldown.longest()))
			.bind("least", JobProperties.seconds(cooldown.least()))
			.bind("reason", cooldown.reason())
			.then();
	}

	private GenericExecuteSpec after(Lease lease, Wait wait, Duration duration) {
		return statement(AFTER, lease, wait, false).bind("seconds", JobProperties.seconds(duration));
	}

	private GenericExecuteSpec statement(String until, Lease lease, Wait wait, boolean yields) {
		return this.database.sql(PARK.formatted(until))
			.bind("job", lease.job().value())
			.bind("fence", lease.fence())
			.bind("reason", wait.reason().name())
			.bind("yields", yields)
			.bindNull("lane", String.class)
			.bind("doubted", false);
	}

	private static Mono<Parked> parked(GenericExecuteSpec spec) {
		return spec
			.map((row) -> new Parked(GuardedWrites.receipt(row), GuardedWrites.get(row, "resumes_at", Instant.class)))
			.one();
	}

}
