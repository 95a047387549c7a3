package io.followsync.worker.budget.r2dbc;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tokens by the time at which they were leased: the oldest are spent first. */
final class HeldTokens {

	private final TreeMap<Duration, Integer> byLease = new TreeMap<>();

	void add(Duration leasedAt, int tokens) {
		if (tokens > 0) {
			this.byLease.merge(leasedAt, tokens, Integer::sum);
		}
	}

	boolean isEmpty() {
		return this.byLease.isEmpty();
	}

	int size() {
		return count(this.byLease);
	}

	/** Takes one of the oldest; returns when it was leased. */
	Duration takeOldest() {
		Map.Entry<Duration, Integer> oldest = this.byLease.firstEntry();
		this.byLease.computeIfPresent(oldest.getKey(), (leasedAt, tokens) -> (tokens > 1) ? tokens - 1 : null);
		return oldest.getKey();
	}

	/** Discards those leased then or before; returns how many there were. */
	int discardUpTo(Duration leasedAt) {
		SortedMap<Duration, Integer> old = this.byLease.headMap(leasedAt, true);
		int discarded = count(old);
		old.clear();
		return discarded;
	}

	private static int count(Map<Duration, Integer> byLease) {
		return byLease.values().stream().mapToInt(Integer::intValue).sum();
	}

}
