package io.followsync.worker.ledger.r2dbc;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.followsync.job.FailureKind;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress.Failure;
import io.followsync.messaging.SyncRequest;
import io.followsync.runtime.database.DatabaseWait;
import io.followsync.worker.ledger.ClaimedJob;
import io.followsync.worker.ledger.Claims;
import io.followsync.worker.ledger.Ending;
import io.followsync.worker.ledger.Lease;
import io.followsync.worker.ledger.LedgerProperties;
import io.followsync.worker.ledger.WorkerIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;

@Repository
class R2dbcClaims implements Claims {

	private static final Logger log = LoggerFactory.getLogger(R2dbcClaims.class);

	private static final String BEGUN = """
			((j.state = 'RUNNING' AND j.lease_until <= deciding_time())
			  OR (j.state = 'PARKED' AND j.resumes_at <= deciding_time()))""";

	private static final String QUEUED = "j.state = 'QUEUED'";

	// The unique index on held lanes decides; excluding held lanes here only avoids
	// collisions. A job whose end was asked for makes no request, so it waits for no
	// pause. A session whose owner Instagram has named observes its account's
	// pauses; a false session is never named, so it learns of none.
	private static final String CLAIM = """
			WITH best AS (
			  SELECT j.id, j.state AS was FROM jobs j LEFT JOIN known_sessions k ON k.lane = j.lane
			  WHERE %s AND %s
			    AND (j.cancel_requested OR NOT EXISTS (SELECT FROM lane_cooldowns c
			      WHERE c.lane = coalesce(k.account, j.lane) AND c.until > deciding_time()))
			    AND NOT EXISTS (SELECT FROM jobs o WHERE o.lane = j.lane AND o.holds_lane AND o.id <> j.id)
			  ORDER BY j.queued_at, j.id LIMIT 1
			  FOR UPDATE OF j SKIP LOCKED
			)
			UPDATE jobs SET state = 'RUNNING', holds_lane = true, worker_id = :worker,
			  fence = fence + 1, progress_seq = progress_seq + 1, changed_at = deciding_time(),
			  lease_until = deciding_time() + make_interval(secs => :lease),
			  dispatch_at = deciding_time() + make_interval(secs => :lease),
			  wait_reason = NULL, resumes_at = NULL, remove_at = NULL,
			  claims_in_vain = claims_in_vain + 1, started_at = coalesce(started_at, deciding_time())
			FROM best WHERE jobs.id = best.id
			RETURNING best.was, """ + ClaimRow.COLUMNS;

	private static final String LISTS = "SELECT * FROM job_lists WHERE job_id = :job";

	// Locked rows are skipped: a long ending must not cost its worker's other runs their
	// leases.
	private static final String RENEW = """
			WITH held AS (
			  SELECT j.id, j.cancel_requested FROM jobs j
			  JOIN unnest(:ids, :fences) AS asked (id, fence) ON j.id = asked.id AND j.fence = asked.fence
			  WHERE j.state = 'RUNNING'
			), free AS (
			  SELECT id FROM jobs WHERE id IN (SELECT id FROM held) FOR UPDATE SKIP LOCKED
			), renewed AS (
			  UPDATE jobs SET lease_until = deciding_time() + make_interval(secs => :lease),
			    dispatch_at = deciding_time() + make_interval(secs => :lease)
			  FROM free JOIN unnest(:ids, :fences) AS asked (id, fence) USING (id)
			  WHERE jobs.id = free.id AND jobs.fence = asked.fence AND jobs.state = 'RUNNING'
			  RETURNING jobs.id
			)
			SELECT id, cancel_requested, id IN (SELECT id FROM renewed) AS renewed FROM held""";

	private final DatabaseClient database;

	private final LedgerProperties times;

	private final WorkerIdentity worker;

	private final Endings endings;

	private final DueJobs due;

	R2dbcClaims(DatabaseClient database, LedgerProperties times, WorkerIdentity worker, Endings endings) {
		this.database = database;
		this.times = times;
		this.worker = worker;
		this.endings = endings;
		this.due = new DueJobs(database, times);
	}

	@Override
	public Mono<ClaimedJob> claim(JobId job) {
		String thisOne = "j.id = :job AND (" + BEGUN + " OR " + QUEUED + ")";
		return claimed(claim(thisOne, "true").bind("job", job.value()));
	}

	@Override
	public Mono<ClaimedJob> claimBest(Room room) {
		String lanes = switch (room) {
			case FOR_ANY -> "true";
			case FOR_ANY_BUT_IMPORTS -> "j.lane NOT LIKE 'i:%'";
			case FOR_ACCOUNTS -> "j.lane LIKE 'a:%'";
		};
		return claimed(claim(BEGUN, lanes)).switchIfEmpty(Mono.defer(() -> claimed(claim(QUEUED, lanes))));
	}

	private GenericExecuteSpec claim(String which, String lanes) {
		return this.database.sql(CLAIM.formatted(which, lanes))
			.bind("worker", this.worker.id())
			.bind("lease", LedgerProperties.seconds(this.times.lease()));
	}

	// A duplicate key means that another worker was faster with a job of the same lane.
	private Mono<ClaimedJob> claimed(GenericExecuteSpec claim) {
		return claim.map((row) -> ClaimRow.of(row))
			.one()
			.onErrorResume(DuplicateKeyException.class, (ex) -> Mono.empty())
			.flatMap((row) -> withWalks(row).onErrorResume(ImpossibleRowException.class, (ex) -> refuse(row, ex)))
			.transform(this::bounded);
	}

	private Mono<ClaimedJob> withWalks(ClaimRow row) {
		return this.database.sql(LISTS)
			.bind("job", row.lease().job().value())
			.map((list) -> JobRow.walk(list))
			.all()
			.collectList()
			.map(row::with);
	}

	// Otherwise it would be claimed over and over, ahead of all others.
	private Mono<ClaimedJob> refuse(ClaimRow row, ImpossibleRowException ex) {
		log.atError()
			.addKeyValue("job", row.lease().job())
			.addKeyValue("state", row.was())
			.addKeyValue("contradiction", ex.what())
			.log("job is stored in an impossible state");
		String message = "The job was stored in a state that cannot be (%s, but %s); it is given up.";
		Failure failure = new Failure(FailureKind.INTERNAL, message.formatted(row.was(), ex.what()));
		return this.endings.end(row.lease(), new Ending.Failed(failure, null, null)).then(Mono.empty());
	}

	// No run holds a claim that is answered too late; the job is free again when the
	// lease runs out.
	private <T> Mono<T> bounded(Mono<T> statement) {
		return DatabaseWait.atMost(this.times.lease().dividedBy(3), statement);
	}

	@Override
	public Mono<List<Renewal>> renew(Collection<Lease> leases) {
		return this.database.sql(RENEW)
			.bind("lease", LedgerProperties.seconds(this.times.lease()))
			.bind("ids", leases.stream().map((lease) -> lease.job().value()).toArray(UUID[]::new))
			.bind("fences", leases.stream().map(Lease::fence).toArray(Long[]::new))
			.map((row) -> new Renewal(new JobId(JobRow.get(row, "id", UUID.class)),
					JobRow.get(row, "renewed", Boolean.class), JobRow.get(row, "cancel_requested", Boolean.class)))
			.all()
			.collectList()
			.transform(this::bounded);
	}

	@Override
	public Mono<List<SyncRequest>> due(int most) {
		return bounded(this.due.moveOn(most));
	}

}
