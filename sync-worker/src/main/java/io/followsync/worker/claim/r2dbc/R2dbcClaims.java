package io.followsync.worker.claim.r2dbc;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.followsync.job.FailureKind;
import io.followsync.job.JobId;
import io.followsync.runtime.database.Columns;
import io.followsync.runtime.database.DatabaseWait;
import io.followsync.worker.claim.ClaimedJob;
import io.followsync.worker.claim.Claims;
import io.followsync.worker.claim.JobProperties;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.claim.WorkerIdentity;
import io.followsync.worker.claim.r2dbc.ClaimRow.ImpossibleRowException;
import io.followsync.worker.completion.Ending;
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

	private static final String LISTS = "SELECT * FROM job_lists WHERE job_id = :job";

	// Locked rows are skipped: a long ending must not cost its worker's other runs their
	// leases. No index holds what is written, so a renewal writes one row and nothing
	// else.
	private static final String RENEW = """
			WITH held AS (
			  SELECT j.id, j.cancel_requested FROM jobs j
			  JOIN unnest(:ids, :fences) AS asked (id, fence) ON j.id = asked.id AND j.fence = asked.fence
			  WHERE j.state = 'RUNNING'
			), free AS MATERIALIZED (
			  SELECT id FROM jobs WHERE id IN (SELECT id FROM held) FOR UPDATE SKIP LOCKED
			), renewed AS (
			  UPDATE jobs SET lease_until = deciding_time() + make_interval(secs => :lease), dispatch_at = NULL
			  FROM free JOIN unnest(:ids, :fences) AS asked (id, fence) USING (id)
			  WHERE jobs.id = free.id AND jobs.fence = asked.fence AND jobs.state = 'RUNNING'
			  RETURNING jobs.id
			)
			SELECT id, cancel_requested, id IN (SELECT id FROM renewed) AS renewed FROM held""";

	private final DatabaseClient database;

	private final JobProperties times;

	private final ClaimStatements statements;

	private final KnownJobs known;

	private final Endings endings;

	R2dbcClaims(DatabaseClient database, JobProperties times, WorkerIdentity worker, KnownJobs known, Endings endings) {
		this.database = database;
		this.times = times;
		this.statements = new ClaimStatements(database, known, worker.id(), times);
		this.known = known;
		this.endings = endings;
	}

	@Override
	public Mono<ClaimedJob> claim(JobId job) {
		return claimWith(this.statements.claim(job));
	}

	@Override
	public Mono<ClaimedJob> claimBest(Room room) {
		return claimWith(this.statements.claimBest(room));
	}

	private Mono<ClaimedJob> claimWith(GenericExecuteSpec claim) {
		return claim.map((row) -> ClaimRow.of(row)).one().onErrorResume(DuplicateKeyException.class, (ex) -> {
			log.debug("claim lost to another worker, which was faster with a job of the same lane");
			return Mono.empty();
		})
			.flatMap((row) -> withWalks(row).onErrorResume(ImpossibleRowException.class, (ex) -> fail(row, ex)))
			.transform(this::bounded);
	}

	private Mono<ClaimedJob> withWalks(ClaimRow row) {
		return this.database.sql(LISTS)
			.bind("job", row.lease().job().value())
			.map((list) -> ClaimRow.walk(list))
			.all()
			.collectList()
			.map((walks) -> row.with(walks, this.known));
	}

	// Otherwise it would be claimed over and over, ahead of all others.
	private Mono<ClaimedJob> fail(ClaimRow row, ImpossibleRowException ex) {
		log.atError()
			.addKeyValue("job", row.lease().job())
			.addKeyValue("state", row.was())
			.addKeyValue("contradiction", ex.contradiction())
			.log("job is stored in an impossible state, failing it");
		String message = "The job was stored in an impossible state (%s, but %s), so it was stopped."
			.formatted(row.was(), ex.contradiction());
		return this.endings.end(row.lease(), Ending.failed(FailureKind.INTERNAL, message)).then(Mono.empty());
	}

	// No run holds a claim that is answered too late; the job is free again when the
	// lease runs out.
	private <T> Mono<T> bounded(Mono<T> statement) {
		return DatabaseWait.atMost(this.times.lease().dividedBy(3), statement);
	}

	@Override
	public Mono<List<Renewal>> renew(Collection<Lease> leases) {
		return this.database.sql(RENEW)
			.bind("lease", Columns.seconds(this.times.lease()))
			.bind("ids", leases.stream().map((lease) -> lease.job().value()).toArray(UUID[]::new))
			.bind("fences", leases.stream().map(Lease::fence).toArray(Long[]::new))
			.map((row) -> new Renewal(new JobId(Columns.required(row, "id", UUID.class)),
					Columns.required(row, "renewed", Boolean.class),
					Columns.required(row, "cancel_requested", Boolean.class)))
			.all()
			.collectList()
			.transform(this::bounded);
	}

}
