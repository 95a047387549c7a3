package io.followsync.gateway.access;

import java.util.Map;

import io.followsync.job.JobId;

/**
 * In which months of {@code ended_syncs} a sync is looked for first. Its id says when a
 * gateway made it, and a job ends within days (followsync.worker.max-age), so that one or
 * two months are read. Clocks of replicas decide nothing: whoever does not find it there
 * looks everywhere.
 */
public enum SyncMonths {

	/** Those in which it has ended, unless a clock was wrong or it waited for weeks. */
	LIKELY("AND ended_at >= to_timestamp(:from) AND ended_at < to_timestamp(:to)"),

	/** All that are kept. */
	ALL("");

	// A job's greatest age, the longest pause, and an outage of two weeks. Shorter than
	// any month together, so that there are never three.
	private static final double SECONDS_BEFORE = 86_400;

	private static final double SECONDS_AFTER = 26 * 86_400.0;

	private static final double MILLIS = 1000;

	private static final int TIME_BITS = 48;

	private final String condition;

	SyncMonths(String condition) {
		this.condition = condition;
	}

	/** The condition of a statement, whose parameters have these {@link #values}. */
	public String condition() {
		return this.condition;
	}

	public Map<String, Double> values(JobId sync) {
		double begun = (sync.value().getMostSignificantBits() >>> (Long.SIZE - TIME_BITS)) / MILLIS;
		return (this == ALL) ? Map.of() : Map.of("from", begun - SECONDS_BEFORE, "to", begun + SECONDS_AFTER);
	}

}
