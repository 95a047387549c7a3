package io.followsync.gateway.analysis.r2dbc;

import io.followsync.gateway.analysis.Analyses;
import io.followsync.gateway.analysis.Analysis;
import io.followsync.gateway.analysis.AnalysisStatus;
import io.followsync.gateway.database.StoredState;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.job.Capability;
import io.followsync.job.JobState;
import io.followsync.vault.Fingerprints;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

@Repository
class R2dbcAnalyses implements Analyses {

	private static final String COUNT_NAMES = """
			SELECT r.not_following_back_count + r.unconfirmed_count
			  FROM jobs j JOIN job_results r ON r.job_id = j.id
			 WHERE j.capability_hash = $1 AND j.source = 'WEB_SESSION' AND j.state = 'COMPLETED'
			""";

	private static final String REMOVE_ENDED = """
			DELETE FROM jobs j
			 WHERE capability_hash = $1 AND source = 'WEB_SESSION' AND remove_at > deciding_time()
			   AND state IN ('COMPLETED', 'FAILED', 'CANCELLED') AND %s
			RETURNING state
			""".formatted(StoredState.KNOWN);

	private final DatabaseClient database;

	private final Fingerprints fingerprints;

	R2dbcAnalyses(DatabaseClient database, Fingerprints fingerprints) {
		this.database = database;
		this.fingerprints = fingerprints;
	}

	@Override
	public Mono<Analysis> find(Capability capability) {
		return UncancellableWork.from(this.database.sql(AnalysisRow.SELECT)
			.bind(0, this.fingerprints.of(capability))
			.map(AnalysisRow::read)
			.one());
	}

	@Override
	public Mono<Long> countNames(Capability capability) {
		return UncancellableWork
			.from(this.database.sql(COUNT_NAMES).bind(0, this.fingerprints.of(capability)).mapValue(Long.class).one());
	}

	@Override
	public Mono<AnalysisStatus> removeEnded(Capability capability) {
		return UncancellableWork.from(this.database.sql(REMOVE_ENDED)
			.bind(0, this.fingerprints.of(capability))
			.map((row) -> AnalysisStatus.of(JobState.valueOf(row.get("state", String.class)), true))
			.one());
	}

}
