package io.followsync.gateway.analysis;

import io.followsync.job.Capability;
import reactor.core.publisher.Mono;

/**
 * The analyses of sessions, each seen by its capability. Imports are none, and one whose
 * time is over is gone even while its rows still wait to be swept.
 */
public interface Analyses {

	/** Empty when there is none. */
	Mono<Analysis> find(Capability capability);

	/**
	 * Removes an ended analysis with everything of it and tells how it had ended; empty
	 * when there is no ended one.
	 */
	Mono<AnalysisStatus> removeEnded(Capability capability);

	/** Jobs not yet removed, of any kind. */
	Mono<Long> countJobs();

}
