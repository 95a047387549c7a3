package io.followsync.worker.engine;

import java.util.HashMap;
import java.util.Map;

import io.followsync.worker.source.SourceFailure;

/**
 * How often the current request has failed, by kind of failure: one kind does not use up
 * the tries of another. In total, a request is made at most as often as all kinds
 * together allow.
 */
final class AttemptCounter {

	private final Map<Class<? extends SourceFailure>, Integer> failed = new HashMap<>();

	void count(SourceFailure failure) {
		this.failed.merge(failure.getClass(), 1, Integer::sum);
	}

	/** How often it failed in this way. */
	int of(SourceFailure failure) {
		return this.failed.getOrDefault(failure.getClass(), 0);
	}

	/** Starts counting anew, for the next request. */
	void forget() {
		this.failed.clear();
	}

}
