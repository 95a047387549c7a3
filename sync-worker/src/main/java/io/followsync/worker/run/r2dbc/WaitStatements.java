package io.followsync.worker.run.r2dbc;

import java.time.Duration;
import java.time.Instant;

import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.runtime.database.Columns;
import io.followsync.worker.claim.JobProperties;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.policy.Wait;
import io.followsync.worker.run.Ledger.Parked;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;

/** The statements that take a job from its worker without ending it. */
@Repository
class WaitStatements {

	// A job that was ever answered keeps its lane while it waits, unless it waits for
	// another lane. If that one was released meanwhile, the job is due at once.
	private static final String PARK = """
			UPDATE jobs SET state = 'PARKED', wait_reason = :reason,
			  (resumes_at, dispatch_at) = (SELECT until, until FROM (SELECT CASE :until
			      WHEN 'LANE_FREE' THEN deciding_time() + make_interval(secs => CASE
			        WHEN EXISTS (SELECT FROM jobs o WHERE o.lane = :lane AND o.holds_lane) THEN :seconds ELSE 0 END)
			      WHEN 'LANE_COOL' THEN coalesce((SELECT c.until FROM lane_cooldowns c WHERE c.lane = coalesce(:lane,
			        (SELECT account FROM known_sessions k WHERE k.lane = jobs.lane), jobs.lane)), deciding_time())
			      ELSE deciding_time() + make_interval(secs => :seconds) END AS until) AS wait),
			  fence = fence + 1, progress_seq = progress_seq + 1, changed_at = deciding_time(),
			  holds_lane = first_answer_at IS NOT NULL AND NOT :yields, lane = coalesce(:lane, lane),
			  worker_id = NULL, lease_until = NULL, claims_in_vain = 0,
			  retries = retries + CASE WHEN :failed THEN 1 ELSE 0 END, doubted = doubted OR :suspect
			WHERE id = :job AND fence = :fence AND state = 'RUNNING' AND NOT cancel_requested
			RETURNING progress_seq, changed_at, cancel_requested, resumes_at""";

	private static final String HAND_OVER = """
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

	Mono<Parked> park(Lease lease, Wait wait) {
		return parking(lease, wait).switchIfEmpty(this.writes.emptyIfHeld(lease));
	}

	private Mono<Parked> parking(Lease lease, Wait wait) {
		return switch (wait) {
			case Wait.ForBudget budget -> park(lease, wait, Until.TIME_PASSED, budget.duration());
			case Wait.ForRetry retry -> park(lease, wait, Until.TIME_PASSED, retry.duration());
			case Wait.ForSource source -> park(lease, wait, Until.TIME_PASSED, source.duration());
			case Wait.ForAccount account -> park(lease, wait, Until.LANE_FREE, this.times.laneBusy());
			case Wait.ForOwnLane own -> park(lease, wait, Until.LANE_COOL, Duration.ZERO);
			case Wait.ForAccountCooldown other -> park(lease, wait, Until.LANE_COOL, Duration.ZERO);
			case Wait.ForCooldown cool ->
				cool(lease.job(), cool.cooldown()).then(park(lease, wait, Until.LANE_COOL, Duration.ZERO))
					// An error if the job is not held: it rolls the cooldown back.
					.switchIfEmpty(this.writes.emptyIfHeld(lease))
					.as(this.transaction::transactional);
		};
	}

	private Mono<Parked> park(Lease lease, Wait wait, Until until, Duration duration) {
		Lane joined = switch (wait) {
			case Wait.ForAccount other -> other.account();
			case Wait.ForAccountCooldown other -> other.account();
			default -> null;
		};
		return this.writes.statement(PARK, lease)
			.bind("reason", wait.reason().name())
			.bind("until", until.name())
			.bind("seconds", Columns.seconds(duration))
			.bind("yields", joined != null)
			.bind("failed", wait instanceof Wait.ForRetry)
			.bind("suspect", wait instanceof Wait.ForCooldown cool && cool.sessionSuspect())
			.bind("lane", GuardedWrites.orNull((joined != null) ? joined.value() : null, String.class))
			.map((row) -> new Parked(GuardedWrites.receipt(row), Columns.required(row, "resumes_at", Instant.class)))
			.one();
	}

	Mono<Lease.WriteReceipt> handOver(Lease lease) {
		return this.writes.statement(HAND_OVER, lease)
			.map((row) -> GuardedWrites.receipt(row))
			.one()
			.switchIfEmpty(this.writes.emptyIfHeld(lease));
	}

	/**
	 * Begins the next, longer cooldown of the job's lane, or of the account that
	 * Instagram has named as its session's owner. For use inside a guarded transaction.
	 */
	Mono<Void> cool(JobId job, Wait.Cooldown cooldown) {
		return this.database.sql(COOL)
			.bind("job", job.value())
			.bind("first", Columns.seconds(cooldown.first()))
			.bind("longest", Columns.seconds(cooldown.longest()))
			.bind("least", Columns.seconds(cooldown.least()))
			.bind("reason", cooldown.reason())
			.then();
	}

	/** What ends a wait. */
	private enum Until {

		TIME_PASSED, LANE_FREE, LANE_COOL

	}

}
