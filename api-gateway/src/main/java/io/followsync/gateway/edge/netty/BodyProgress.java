package io.followsync.gateway.edge.netty;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The progress of a request body that is being received: its bytes so far, and how long
 * the server has waited for them.
 */
class BodyProgress {

	private static final double NANOS_PER_SECOND = 1e9;

	private final LongSupplier nanoTime;

	private long bytes;

	private long waitedNanos;

	private long waitingSince;

	private boolean waiting;

	private boolean discarded;

	BodyProgress(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/** The server wants more of the body. */
	void startWaiting() {
		if (!this.waiting) {
			this.waiting = true;
			this.waitingSince = this.nanoTime.getAsLong();
		}
	}

	void receive(int more) {
		if (!this.discarded) {
			this.waitedNanos += silentNanos();
			this.waiting = false;
			this.bytes += more;
		}
	}

	/** Nobody reads the rest of the body: what still comes is no progress. */
	void discard() {
		this.discarded = true;
		this.waiting = false;
		startWaiting();
	}

	boolean isTooSlow(Limit limit) {
		long silence = silentNanos();
		long timeout = limit.timeout().toNanos();
		double countedSeconds = (this.waitedNanos + silence - timeout) / NANOS_PER_SECOND;
		return silence > timeout || countedSeconds * limit.bytesPerSecond().toBytes() > this.bytes;
	}

	private long silentNanos() {
		return this.waiting ? this.nanoTime.getAsLong() - this.waitingSince : 0;
	}

	/**
	 * How slowly a request body may come before the request ends with 408. Only the time
	 * counts that the server waits for the client.
	 *
	 * @param timeout how long the server waits for the next byte of a request body before
	 * it answers 408
	 * @param bytesPerSecond the slowest average rate of a request body, once the server
	 * has waited for it longer than {@code timeout} in all
	 */
	@ConfigurationProperties("followsync.edge.request-body")
	record Limit(@DefaultValue("20s") Duration timeout, @DefaultValue("1KB") DataSize bytesPerSecond) {

		Limit {
			if (!timeout.isPositive() || bytesPerSecond.isNegative()) {
				throw new IllegalArgumentException("followsync.edge.request-body: the timeout must be positive, "
						+ "and the bytes per second must not be negative");
			}
		}

	}

}
