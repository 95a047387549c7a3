package io.followsync.gateway.jobs.r2dbc;

import java.util.Map;
import java.util.UUID;

import io.followsync.gateway.database.ImpossibleRowException;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.jobs.JobChange;
import io.followsync.gateway.jobs.JobNow;
import io.followsync.gateway.jobs.JobStates;
import io.followsync.job.Capability;
import io.followsync.job.JobId;
import io.followsync.vault.Fingerprints;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

@Repository
class R2dbcJobStates implements JobStates {

	private static final String FIND = "SELECT " + ProgressRows.COLUMNS + ", " + ProgressRows.POSITION + " FROM jobs j "
			+ ProgressRows.LISTS + " WHERE " + ProgressRows.PRESENT + " AND ";

	private static final String CHANGES = "SELECT known.id AS known_id, " + ProgressRows.COLUMNS + """
			 FROM unnest(:ids, :seqs) AS known(id, seq)
			LEFT JOIN jobs j ON j.id = known.id AND
			""" + ProgressRows.PRESENT + " " + ProgressRows.LISTS + """
			WHERE j.id IS NULL OR j.progress_seq > known.seq
			""";

	private final DatabaseClient database;

	private final Fingerprints fingerprints;

	R2dbcJobStates(DatabaseClient database, Fingerprints fingerprints) {
		this.database = database;
		this.fingerprints = fingerprints;
	}

	@Override
	public Mono<JobNow> find(Capability capability) {
		return UncancellableWork.from(this.database.sql(FIND + "j.capability_hash = :hash")
			.bind("hash", this.fingerprints.of(capability))
			.map(ProgressRows::now)
			.all()
			.singleOrEmpty());
	}

	@Override
	public Mono<JobNow> find(JobId job) {
		return UncancellableWork.from(this.database.sql(FIND + "j.id = :id")
			.bind("id", job.value())
			.map(ProgressRows::now)
			.all()
			.singleOrEmpty());
	}

	@Override
	public Flux<JobChange> changesSince(Map<JobId, Long> known) {
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

	private static JobChange change(Readable row) {
		if (row.get("id", UUID.class) == null) {
			return new JobChange.Removed(new JobId(ProgressRows.required(row, "known_id", UUID.class)));
		}
		try {
			return new JobChange.Moved(ProgressRows.job(row), ProgressRows.progress(row));
		}
		catch (ImpossibleRowException ex) {
			return new JobChange.Unreadable(ex.job(), ex.state(), ex.contradiction(), ex.newer());
		}
	}

}
