package io.followsync.gateway.jobs;

import io.followsync.runtime.database.Columns;
import java.util.Map;
import java.util.UUID;

import io.followsync.gateway.database.ImpossibleRowException;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.job.JobId;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

@Repository
class R2dbcJobStates implements JobStates {

	private static final String FIND = "SELECT " + ProgressRows.COLUMNS + ", " + ProgressRows.POSITION + " FROM jobs j "
			+ ProgressRows.LISTS + ProgressRows.QUEUE + " WHERE " + ProgressRows.PRESENT + " AND j.id = :id";

	private static final String CHANGES = "SELECT known.id AS known_id, " + ProgressRows.COLUMNS + """
			 FROM unnest(:ids, :seqs) AS known(id, seq)
			LEFT JOIN jobs j ON j.id = known.id AND
			""" + ProgressRows.PRESENT + " " + ProgressRows.LISTS + """
			WHERE j.id IS NULL OR j.progress_seq > known.seq
			""";

	private final DatabaseClient database;

	R2dbcJobStates(DatabaseClient database) {
		this.database = database;
	}

	@Override
	public Mono<Snapshot> find(JobId job) {
		return UncancellableWork
			.from(this.database.sql(FIND).bind("id", job.value()).map(ProgressRows::snapshot).all().singleOrEmpty());
	}

	@Override
	public Flux<Change> changesSince(Map<JobId, Long> known) {
		Map<JobId, Long> asked = Map.copyOf(known);
		UUID[] ids = new UUID[asked.size()];
		Long[] seqs = new Long[asked.size()];
		int at = 0;
		for (Map.Entry<JobId, Long> entry : asked.entrySet()) {
			ids[at] = entry.getKey().value();
			seqs[at++] = entry.getValue();
		}
		return UncancellableWork
			.from(this.database.sql(CHANGES)
				.bind("ids", ids)
				.bind("seqs", seqs)
				.map(R2dbcJobStates::change)
				.all()
				.collectList())
			.flatMapIterable((changes) -> changes);
	}

	private static Change change(Readable row) {
		if (row.get("id", UUID.class) == null) {
			return new Change.Removed(new JobId(Columns.required(row, "known_id", UUID.class)));
		}
		try {
			return new Change.Moved(ProgressRows.job(row), ProgressRows.progress(row));
		}
		catch (ImpossibleRowException ex) {
			return new Change.Unreadable(ex.job(), ex.state(), ex.contradiction(), ex.newer());
		}
	}

}
