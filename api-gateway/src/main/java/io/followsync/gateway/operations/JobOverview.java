package io.followsync.gateway.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.followsync.gateway.access.CapabilityIssuer;
import io.followsync.gateway.analysis.Analysis;
import io.followsync.gateway.database.StoredState;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.queue.QueueStanding;
import io.followsync.job.Capability;
import io.followsync.job.JobId;
import io.followsync.job.JobState;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

/** The operators' view of all analyses. It lists no sign-in and no sync. */
@Repository
public class JobOverview {

	static final int MAX_LISTED = 1_000;

	// Ids rise with time, so their index leads to the newest.
	static final String NEWEST = """
			WITH newest AS MATERIALIZED (
			  SELECT j.id, j.capability_sealed, j.state, j.started_at, j.created_at, %s
			    FROM jobs j
			   WHERE j.kind = 'ANALYSIS' AND j.source = 'WEB_SESSION' AND (j.remove_at IS NULL OR j.remove_at > deciding_time())
			   ORDER BY j.id DESC LIMIT $1
			)
			SELECT n.id, n.capability_sealed, n.state, n.started_at IS NOT NULL AS started, n.created_at, n.contradiction,
			       CASE WHEN n.started_at IS NULL AND n.state = 'QUEUED' THEN coalesce(q.place, $2) ELSE 0 END::int AS position
			  FROM newest n
			  LEFT JOIN queue_up_to('infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff') q ON q.id = n.id
			 ORDER BY n.id DESC
			"""
		.formatted(StoredState.CONTRADICTION);

	// Batches keep each statement short, however many rows depend on the jobs.
	private static final String REMOVE_ENDED = """
			WITH ended AS MATERIALIZED (
			  SELECT j.id FROM jobs j WHERE j.remove_at IS NOT NULL AND j.state IN ('COMPLETED', 'FAILED', 'CANCELLED') AND %s
			   ORDER BY j.remove_at LIMIT 100 FOR UPDATE SKIP LOCKED)
			DELETE FROM jobs USING ended WHERE jobs.id = ended.id
			"""
		.formatted(StoredState.KNOWN);

	private final DatabaseClient database;

	private final CapabilityIssuer capabilities;

	JobOverview(DatabaseClient database, CapabilityIssuer capabilities) {
		this.database = database;
		this.capabilities = capabilities;
	}

	/**
	 * The newest first, at most {@link #MAX_LISTED}. Jobs that are stored in an
	 * impossible state are left out.
	 */
	public Mono<List<Listed>> newest() {
		return UncancellableWork.from(this.database.sql(NEWEST)
			.bind(0, MAX_LISTED)
			.bind(1, QueueStanding.LAST_POSITION)
			.map(this::readable)
			.all()
			.<Listed>handle((listed, out) -> listed.ifPresent(out::next))
			.collectList());
	}

	/** Removes every ended job, including imports, and returns how many there were. */
	public Mono<Long> removeEnded() {
		return UncancellableWork
			.from(batch().expand((removed) -> (removed > 0) ? batch() : Mono.empty()).reduce(0L, Long::sum));
	}

	private Mono<Long> batch() {
		return this.database.sql(REMOVE_ENDED).fetch().rowsUpdated();
	}

	private Optional<Listed> readable(Readable row) {
		JobId job = new JobId(row.get("id", UUID.class));
		try {
			JobState state = StoredState.of(job, row.get("state", String.class),
					row.get("contradiction", String.class));
			return Optional.of(new Listed(this.capabilities.open(job, row.get("capability_sealed", byte[].class)),
					Analysis.Status.of(state, row.get("started", Boolean.class)), row.get("created_at", Instant.class),
					row.get("position", Integer.class)));
		}
		catch (StoredState.ImpossibleRowException ex) {
			return Optional.empty();
		}
	}

	/** Its position in the queue is 0 unless it is queued. */
	public record Listed(Capability capability, Analysis.Status status, Instant createdAt, int position) {
	}

}
