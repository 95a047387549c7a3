package io.followsync.gateway.edge.netty;

import java.time.Duration;

/**
 * How slowly a request body may come.
 *
 * @param timeout the longest silence, and the time at first that nothing is demanded
 * @param bytesPerSecond of the whole body, beyond the timeout
 */
record BodyPace(Duration timeout, long bytesPerSecond) {

	private static final double NANOS = 1e9;

	boolean allows(long silentNanos, long waitedNanos, long bytes) {
		return silentNanos <= this.timeout.toNanos()
				&& (waitedNanos - this.timeout.toNanos()) / NANOS * this.bytesPerSecond <= bytes;
	}

}
