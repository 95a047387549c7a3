package io.followsync.worker.claim.r2dbc;

import java.util.List;
import java.util.UUID;

import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.messaging.SyncRequest;
import io.followsync.runtime.database.Columns;
import io.followsync.runtime.database.DatabaseWait;
import io.followsync.runtime.settings.JobTimes;
import io.followsync.worker.claim.JobProperties;
import io.followsync.worker.claim.WakeUps;
import io.followsync.worker.due.DueWork;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;

/**
 * The jobs that are due: never dispatched, their lease run out, or their wait over. A
 * worker is woken for each. A job whose lane is held or cooling down is not announced but
 * parked, so that its wait shows.
 * <p>
 * A lost wake-up does no harm, since workers also look for jobs by themselves.
 */
@Repository
class DueJobs implements DueWork<SyncRequest> {

	private static final Logger log = LoggerFactory.getLogger(DueJobs.class);

	// What is announced has no slot to go to, or no broker; workers look for it
	// themselves, so it is announced again only when it has waited twice as long. A
	// held lease is renewed, not dispatched: one that has run out is found among the few
	// jobs that run.
	private static final String DUE = """
			WITH due AS MATERIALIZED (
			  SELECT id FROM (SELECT j.id FROM jobs j
			    WHERE j.dispatch_at <= (SELECT deciding_time()) AND j.state IN ('QUEUED', 'PARKED') AND {known}
			    ORDER BY j.dispatch_at LIMIT :most FOR UPDATE SKIP LOCKED) AS waiting
			  UNION ALL
			  SELECT id FROM (SELECT j.id FROM jobs j
			    WHERE j.state = 'RUNNING' AND j.lease_until <= (SELECT deciding_time()) AND {known}
			      AND coalesce(j.dispatch_at, j.lease_until) <= (SELECT deciding_time())
			    ORDER BY j.lease_until LIMIT :most FOR UPDATE SKIP LOCKED) AS expired
			)
			UPDATE jobs SET dispatch_at = deciding_time() + least(interval '1 hour', greatest(
			  make_interval(secs => :timeout), deciding_time() - coalesce(jobs.resumes_at, jobs.changed_at)))
			FROM due WHERE jobs.id = due.id
			RETURNING jobs.id, jobs.lane""".replace("{known}", KnownJobs.KNOWN);

	// A job that its lane keeps from running must say so, and until when. That includes
	// those at the head of the queue, so that no claim walks over many of them.
	private static final String PARK_BLOCKED = """
			WITH looked AS MATERIALIZED (
			  SELECT id FROM (SELECT j.id FROM jobs j WHERE j.dispatch_at <= (SELECT deciding_time())
			    AND j.state IN ('QUEUED', 'PARKED') AND {known} ORDER BY j.dispatch_at LIMIT :most) AS waiting
			  UNION SELECT id FROM (SELECT j.id FROM jobs j WHERE j.state = 'QUEUED' AND {known}
			    ORDER BY j.queued_at, j.id LIMIT :most) AS head
			  UNION SELECT id FROM jobs WHERE state = 'RUNNING' AND lease_until <= (SELECT deciding_time())
			), taken AS MATERIALIZED (
			  SELECT j.id, j.state AS was, c.until FROM looked JOIN jobs j ON j.id = looked.id
			    LEFT JOIN known_sessions k ON k.lane = j.lane
			    LEFT JOIN lane_cooldowns c ON c.lane = coalesce(k.account, j.lane) AND c.until > (SELECT deciding_time())
			  WHERE {known} AND NOT j.cancel_requested AND (j.state = 'QUEUED'
			    OR (j.state = 'PARKED' AND j.resumes_at <= (SELECT deciding_time()))
			    OR (j.state = 'RUNNING' AND j.lease_until <= (SELECT deciding_time())))
			    AND (c.until IS NOT NULL
			      OR EXISTS (SELECT FROM jobs o WHERE o.lane = j.lane AND o.holds_lane AND o.id <> j.id))
			  FOR UPDATE OF j SKIP LOCKED
			)
			UPDATE jobs SET state = 'PARKED', worker_id = NULL, lease_until = NULL,
			  wait_reason = CASE WHEN taken.until IS NULL THEN 'LANE_BUSY' ELSE 'COOLDOWN' END,
			  resumes_at = coalesce(taken.until, deciding_time() + make_interval(secs => :laneBusy)),
			  dispatch_at = coalesce(taken.until, deciding_time() + make_interval(secs => :laneBusy)),
			  fence = fence + 1, progress_seq = progress_seq + 1, changed_at = deciding_time(),
			  {lost}
			FROM taken WHERE jobs.id = taken.id"""
		.replace("{known}", KnownJobs.KNOWN)
		.replace("{lost}", ClaimStatements.COUNT_LOST_WORKERS);

	// Asked alone where nothing is due: a round of an idle worker is one statement.
	private static final String IS_ANY_DUE = """
			SELECT EXISTS (SELECT FROM (SELECT FROM jobs j WHERE j.dispatch_at <= (SELECT deciding_time())
			      AND j.state IN ('QUEUED', 'PARKED') AND {known} ORDER BY j.dispatch_at LIMIT 1) AS waiting)
			  OR EXISTS (SELECT FROM (SELECT FROM jobs j WHERE j.state = 'QUEUED' AND {known}
			      ORDER BY j.queued_at, j.id LIMIT 1) AS head)
			  OR EXISTS (SELECT FROM (SELECT FROM jobs WHERE state = 'RUNNING' AND lease_until <= (SELECT deciding_time())
			      ORDER BY lease_until LIMIT 1) AS expired)"""
		.replace("{known}", KnownJobs.KNOWN);

	private static final int MAX_PARKINGS = 10;

	private final DatabaseClient database;

	private final JobProperties times;

	private final JobTimes shared;

	private final KnownJobs known;

	private final WakeUps wakeUps;

	private final Counter dispatched;

	DueJobs(DatabaseClient database, JobProperties times, JobTimes shared, KnownJobs known, WakeUps wakeUps,
			MeterRegistry meters) {
		this.database = database;
		this.times = times;
		this.shared = shared;
		this.known = known;
		this.wakeUps = wakeUps;
		this.dispatched = meters.counter("followsync.jobs.dispatched");
	}

	@Override
	public String name() {
		return "jobs";
	}

	@Override
	public Mono<List<SyncRequest>> take(int most) {
		Mono<List<SyncRequest>> taking = isAnyDue()
			.flatMap((due) -> due ? parkBlocked(most, MAX_PARKINGS).then(moveOn(most)) : Mono.just(List.of()));
		return DatabaseWait.atMost(this.times.lease().dividedBy(3), taking)
			.doOnNext((due) -> this.dispatched.increment(due.size()));
	}

	@Override
	public Mono<Void> carryOut(SyncRequest due) {
		return this.wakeUps.send(due);
	}

	private Mono<Boolean> isAnyDue() {
		return this.known.bind(this.database.sql(IS_ANY_DUE)).mapValue(Boolean.class).one();
	}

	private Mono<List<SyncRequest>> moveOn(int most) {
		return statement(DUE, most).bind("timeout", Columns.seconds(this.shared.claimTimeout()))
			.map((row) -> new Due(new JobId(Columns.required(row, "id", UUID.class)),
					Columns.required(row, "lane", String.class)))
			.all()
			.flatMapIterable(DueJobs::request)
			.collectList();
	}

	// Until no blocked job is among those that are dispatched next: it would stay where
	// each claim reads it until it is due again.
	private Mono<Void> parkBlocked(int most, int times) {
		return statement(PARK_BLOCKED, most).bind("laneBusy", Columns.seconds(this.times.laneBusy()))
			.fetch()
			.rowsUpdated()
			.flatMap((parked) -> (parked > 0 && times > 1) ? parkBlocked(most, times - 1) : Mono.empty());
	}

	private GenericExecuteSpec statement(String sql, int most) {
		return this.known.bind(this.database.sql(sql)).bind("most", most);
	}

	// Whoever claims this job will end it; the others due with it must not wait for that.
	private static List<SyncRequest> request(Due due) {
		if (Lane.isForm(due.lane())) {
			return List.of(new SyncRequest(due.job(), new Lane(due.lane())));
		}
		log.atWarn().addKeyValue("job", due.job()).log("due job is in a lane of no known form, not announced");
		return List.of();
	}

	private record Due(JobId job, String lane) {
	}

}
