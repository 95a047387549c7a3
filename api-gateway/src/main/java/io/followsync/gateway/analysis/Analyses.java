package io.followsync.gateway.analysis;

import io.followsync.gateway.edge.ErrorCode;
import io.followsync.job.Capability;
import reactor.core.publisher.Mono;

/**
 * The analyses of sessions, each found by its capability. Imports are not included, nor
 * are jobs past their removal time, even if their rows are not swept yet.
 */
public interface Analyses {

	/**
	 * Empty when there is none; fails with {@link ErrorCode#JOB_UNREADABLE} when it is
	 * stored in an impossible state.
	 */
	Mono<Analysis> find(Capability capability);

	/**
	 * How many names the result of an analysis holds, each counted as often as it is
	 * listed; empty when there is no result.
	 */
	Mono<Long> countNames(Capability capability);

	/**
	 * Removes an ended analysis with all its data and returns how it ended; empty when
	 * there is no such analysis or it has not ended.
	 */
	Mono<AnalysisStatus> removeEnded(Capability capability);

}
