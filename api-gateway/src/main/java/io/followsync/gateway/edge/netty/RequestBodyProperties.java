package io.followsync.gateway.edge.netty;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How slowly a request body may come before the request ends with 408. Only the time
 * counts that the server waits for the client.
 *
 * @param timeout how long the server waits for the next byte of a request body before it
 * answers 408
 * @param bytesPerSecond the slowest average rate of a request body, once the server has
 * waited for it longer than {@code timeout} in all
 */
@ConfigurationProperties("followsync.edge.request-body")
record RequestBodyProperties(@DefaultValue("20s") Duration timeout, @DefaultValue("1KB") DataSize bytesPerSecond) {

	private static final double NANOS_PER_SECOND = 1e9;

	RequestBodyProperties {
		if (!timeout.isPositive() || bytesPerSecond.isNegative()) {
			throw new IllegalArgumentException("followsync.edge.request-body: the timeout must be positive, "
					+ "and the bytes per second must not be negative");
		}
	}

	/**
	 * Whether a body is too slow.
	 * @param silentNanos how long nothing of it has come
	 * @param waitedNanos how long the server has waited for it in all
	 * @param bytes of it that have come
	 */
	boolean isExceeded(long silentNanos, long waitedNanos, long bytes) {
		double countedSeconds = (waitedNanos - this.timeout.toNanos()) / NANOS_PER_SECOND;
		return silentNanos > this.timeout.toNanos() || countedSeconds * this.bytesPerSecond.toBytes() > bytes;
	}

}
