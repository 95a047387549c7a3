package io.followsync.gateway.edge.netty;

import java.time.Duration;

/**
 * How slowly a request body may come.
 *
 * @param timeout the longest wait for the next byte
 * @param bytesPerSecond the slowest average rate of the whole body, once the server has
 * waited for it longer than the timeout in all
 */
record BodyPace(Duration timeout, long bytesPerSecond) {

	private static final double NANOS = 1e9;

	boolean allows(long silentNanos, long waitedNanos, long bytes) {
		return silentNanos <= this.timeout.toNanos()
				&& (waitedNanos - this.timeout.toNanos()) / NANOS * this.bytesPerSecond <= bytes;
	}

}
