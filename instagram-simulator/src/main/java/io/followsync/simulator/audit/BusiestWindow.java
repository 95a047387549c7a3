package io.followsync.simulator.audit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The most arrivals in any half-open window of one length, updated with each arrival.
 * Exact as long as a window holds no more arrivals than are remembered.
 */
final class BusiestWindow {

	private final long lengthMicros;

	private long first;

	private int most;

	BusiestWindow(Duration length) {
		this.lengthMicros = TimeUnit.MICROSECONDS.convert(length);
	}

	/**
	 * Takes the newest arrival into account; {@code times} knows every arrival that is
	 * still remembered.
	 */
	void arrived(long number, long oldestRemembered, Times times) {
		this.first = Math.max(this.first, oldestRemembered);
		long after = times.micros(number) - this.lengthMicros;
		while (times.micros(this.first) <= after) {
			this.first++;
		}
		this.most = Math.max(this.most, Math.toIntExact(number - this.first + 1));
	}

	int most() {
		return this.most;
	}

	/**
	 * The time of an arrival in microseconds since the epoch; never earlier than the one
	 * before it.
	 */
	interface Times {

		long micros(long number);

	}

}
