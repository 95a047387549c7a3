package io.followsync.worker.ledger.r2dbc;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.followsync.worker.ledger.WorkerIdentity;
import io.followsync.worker.ledger.LedgerProperties;
import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.job.ListKind;
import io.followsync.messaging.SyncRequest;
import io.followsync.worker.database.DatabaseWait;
import io.followsync.worker.ledger.ClaimedJob;
import io.followsync.worker.ledger.Claims;
import io.followsync.worker.ledger.Lease;
import io.followsync.worker.walk.ListWalk;
import reactor.core.publisher.Mono;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

@Repository
class R2dbcClaims implements Claims {

	private static final String BEGUN = """
			((j.state = 'RUNNING' AND j.lease_until <= deciding_time())
			  OR (j.state = 'PARKED' AND j.resumes_at <= deciding_time()))""";

	private static final String QUEUED = "j.state = 'QUEUED'";

	// The unique index on held lanes decides; asking for held lanes here only spares a
	// collision.
	private static final String CLAIM = """
			WITH best AS (
			  SELECT j.id FROM jobs j
			  WHERE %s AND %s
			    AND NOT EXISTS (SELECT FROM lane_cooldowns c WHERE c.lane = j.lane AND c.until > deciding_time())
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
			RETURNING jobs.id, source, lane, claimed_user_id, fence, progress_seq, changed_at, cancel_requested,
			  first_answer_at IS NOT NULL AS answered, counts_asked, doubted, claims_in_vain, retries,
			  extract(epoch FROM deciding_time() - created_at)::float8 AS age""";

	private static final String LISTS = "SELECT * FROM job_lists WHERE job_id = :job";

	private static final String RENEW = """
			UPDATE jobs SET lease_until = deciding_time() + make_interval(secs => :lease),
			  dispatch_at = deciding_time() + make_interval(secs => :lease)
			FROM unnest(:ids, :fences) AS held (id, fence)
			WHERE jobs.id = held.id AND jobs.fence = held.fence AND state = 'RUNNING'
			RETURNING jobs.id, cancel_requested""";

	private static final String DUE = """
			UPDATE jobs SET dispatch_at = deciding_time() + make_interval(secs => :timeout)
			WHERE id IN (SELECT id FROM jobs WHERE dispatch_at <= deciding_time()
			             ORDER BY dispatch_at LIMIT :most FOR UPDATE SKIP LOCKED)
			RETURNING id, lane""";

	// A job that cannot run for its lane's sake must say so, and until when.
	private static final String PARK_BLOCKED = """
			WITH due AS (
			  SELECT j.id, c.until,
			    EXISTS (SELECT FROM jobs o WHERE o.lane = j.lane AND o.holds_lane AND o.id <> j.id) AS held
			  FROM jobs j LEFT JOIN lane_cooldowns c ON c.lane = j.lane AND c.until > deciding_time()
			  WHERE j.dispatch_at <= deciding_time() AND NOT j.cancel_requested AND (j.state = 'QUEUED'
			    OR (j.state = 'PARKED' AND j.resumes_at <= deciding_time())
			    OR (j.state = 'RUNNING' AND j.lease_until <= deciding_time()))
			  ORDER BY j.dispatch_at LIMIT :most FOR UPDATE OF j SKIP LOCKED
			)
			UPDATE jobs SET state = 'PARKED', worker_id = NULL, lease_until = NULL,
			  wait_reason = CASE WHEN due.until IS NULL THEN 'LANE_BUSY' ELSE 'COOLDOWN' END,
			  resumes_at = coalesce(due.until, deciding_time() + make_interval(secs => :timeout)),
			  dispatch_at = coalesce(due.until, deciding_time() + make_interval(secs => :timeout)),
			  fence = fence + 1, progress_seq = progress_seq + 1, changed_at = deciding_time()
			FROM due WHERE jobs.id = due.id AND (due.held OR due.until IS NOT NULL)""";

	private final DatabaseClient database;

	private final LedgerProperties times;

	private final WorkerIdentity worker;

	R2dbcClaims(DatabaseClient database, LedgerProperties times, WorkerIdentity worker) {
		this.database = database;
		this.times = times;
		this.worker = worker;
	}

	@Override
	public Mono<ClaimedJob> claim(JobId job) {
		String thisOne = "j.id = :job AND (" + BEGUN + " OR " + QUEUED + ")";
		return claimed(claim(thisOne, "true").bind("job", job.value()));
	}

	@Override
	public Mono<ClaimedJob> claimBest(boolean anonymousToo) {
		String lanes = anonymousToo ? "true" : "j.lane LIKE 'a:%'";
		return claimed(claim(BEGUN, lanes)).switchIfEmpty(Mono.defer(() -> claimed(claim(QUEUED, lanes))));
	}

	private DatabaseClient.GenericExecuteSpec claim(String which, String lanes) {
		return this.database.sql(CLAIM.formatted(which, lanes))
			.bind("worker", this.worker.id())
			.bind("lease", LedgerProperties.seconds(this.times.lease()));
	}

	// A duplicate key is another worker that was faster with a job of the same lane.
	private Mono<ClaimedJob> claimed(DatabaseClient.GenericExecuteSpec claim) {
		return claim
			.map((row) -> JobRow.claimed(row, ListWalk.start(ListKind.FOLLOWERS), ListWalk.start(ListKind.FOLLOWING)))
			.one()
			.onErrorResume(DuplicateKeyException.class, (ex) -> Mono.empty())
			.flatMap(this::withWalks)
			.transform(this::bounded);
	}

	// A claim that is answered too late is held by nobody, and free again when its lease
	// has run out.
	private <T> Mono<T> bounded(Mono<T> statement) {
		return DatabaseWait.atMost(this.times.lease().dividedBy(3), statement);
	}

	private Mono<ClaimedJob> withWalks(ClaimedJob job) {
		return this.database.sql(LISTS)
			.bind("job", job.lease().job().value())
			.map((row) -> JobRow.walk(row))
			.all()
			.collectMap(ListWalk::list)
			.map((walks) -> with(job, walks));
	}

	private static ClaimedJob with(ClaimedJob job, Map<ListKind, ListWalk> walks) {
		return new ClaimedJob(job.lease(), job.source(), job.lane(), job.claimed(), job.written(), job.answered(),
				job.countsAsked(), job.doubted(), job.claimsInVain(), job.retries(), job.age(),
				walks.getOrDefault(ListKind.FOLLOWERS, job.followers()),
				walks.getOrDefault(ListKind.FOLLOWING, job.following()));
	}

	@Override
	public Mono<List<Renewal>> renew(Collection<Lease> leases) {
		return this.database.sql(RENEW)
			.bind("lease", LedgerProperties.seconds(this.times.lease()))
			.bind("ids", leases.stream().map((lease) -> lease.job().value()).toArray(UUID[]::new))
			.bind("fences", leases.stream().map(Lease::fence).toArray(Long[]::new))
			.map((row) -> new Renewal(new JobId(JobRow.get(row, "id", UUID.class)),
					JobRow.get(row, "cancel_requested", Boolean.class)))
			.all()
			.collectList()
			.transform(this::bounded);
	}

	@Override
	public Mono<List<SyncRequest>> due(int most) {
		Mono<Void> blocked = this.database.sql(PARK_BLOCKED)
			.bind("timeout", LedgerProperties.seconds(this.times.claimTimeout()))
			.bind("most", most)
			.then();
		Mono<List<SyncRequest>> due = this.database.sql(DUE)
			.bind("timeout", LedgerProperties.seconds(this.times.claimTimeout()))
			.bind("most", most)
			.map((row) -> new SyncRequest(new JobId(JobRow.get(row, "id", UUID.class)),
					new Lane(JobRow.get(row, "lane", String.class))))
			.all()
			.collectList();
		return bounded(blocked.then(due));
	}

}
