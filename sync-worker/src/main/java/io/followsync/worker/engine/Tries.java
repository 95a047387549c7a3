package io.followsync.worker.engine;

import java.util.HashMap;
import java.util.Map;

import io.followsync.worker.source.SourceFailure;

/**
 * How often one request has failed in place, by kind of failure: the tries that one kind
 * is worth are not used up by another. So a request is made as often as all kinds
 * together are worth, and no more.
 */
final class Tries {

	private final Map<Class<? extends SourceFailure>, Integer> failed = new HashMap<>();

	void count(SourceFailure failure) {
		this.failed.merge(failure.getClass(), 1, Integer::sum);
	}

	/** How often it failed like this. */
	int of(SourceFailure failure) {
		return this.failed.getOrDefault(failure.getClass(), 0);
	}

	/** For the next request. */
	void forget() {
		this.failed.clear();
	}

}
