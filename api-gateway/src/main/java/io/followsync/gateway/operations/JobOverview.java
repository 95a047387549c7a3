package io.followsync.gateway.operations;

import java.time.Instant;
import java.util.List;

import io.followsync.gateway.analysis.Analysis;
import io.followsync.job.Capability;
import reactor.core.publisher.Mono;

/** The operators' view of all analyses. */
public interface JobOverview {

	int MAX_LISTED = 1_000;

	/**
	 * The newest first, at most {@link #MAX_LISTED}. Jobs that are stored in an
	 * impossible state are left out.
	 */
	Mono<List<Listed>> newest();

	/** Removes every ended job, including imports, and returns how many there were. */
	Mono<Long> removeEnded();

	/**
	 * @param position in the queue; 0 unless queued
	 */
	record Listed(Capability capability, Analysis.Status status, Instant createdAt, int position) {
	}

}
