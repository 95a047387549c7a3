package io.followsync.simulator.audit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The most arrivals in any half-open window of one length, updated with each arrival.
 * Exact as long as a window holds no more arrivals than are kept.
 */
final class BusiestWindow {

	private final long lengthMicros;

	private long first;

	private int max;

	BusiestWindow(Duration length) {
		this.lengthMicros = TimeUnit.MICROSECONDS.convert(length);
	}

	/** Adds the newest arrival; {@code times} knows every arrival that is still kept. */
	void add(long number, long oldestKept, Times times) {
		this.first = Math.max(this.first, oldestKept);
		long after = times.micros(number) - this.lengthMicros;
		while (times.micros(this.first) <= after) {
			this.first++;
		}
		this.max = Math.max(this.max, Math.toIntExact(number - this.first + 1));
	}

	int max() {
		return this.max;
	}

	/**
	 * The time of an arrival in microseconds since the epoch; never earlier than the one
	 * before it.
	 */
	interface Times {

		long micros(long number);

	}

}
