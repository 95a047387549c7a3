package io.followsync.benchmarks.load;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Latencies of many calls, up to ten minutes each, exact to three digits. */
public final class Latencies {

	static final long LONGEST = TimeUnit.MINUTES.toNanos(10);

	static final int DIGITS = 3;

	private static final double NANOS_A_MILLI = 1e6;

	private final Histogram histogram;

	public Latencies() {
		this(new ConcurrentHistogram(LONGEST, DIGITS));
	}

	Latencies(Histogram histogram) {
		this.histogram = histogram;
	}

	/**
	 * Adds one.
	 * @param due when the call should have been made, of {@link System#nanoTime()}: one
	 * that was made late because others took long counts from here
	 */
	public void addSince(long due) {
		addNanos(System.nanoTime() - due);
	}

	public void addNanos(long nanos) {
		this.histogram.recordValue(Math.clamp(nanos, 0, LONGEST));
	}

	public long count() {
		return this.histogram.getTotalCount();
	}

	/** The given percentile, in milliseconds. */
	public double millis(double percentile) {
		return this.histogram.getValueAtPercentile(percentile) / NANOS_A_MILLI;
	}

	/** Count, percentiles and maximum (ms), to be written as JSON. */
	public Map<String, Double> summary() {
		return Map.of("count", (double) count(), "p50", millis(50), "p90", millis(90), "p99", millis(99), "p999",
				millis(99.9), "max", this.histogram.getMaxValue() / NANOS_A_MILLI);
	}

}
