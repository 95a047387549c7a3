package io.followsync.gateway.edge.netty;

import java.util.function.LongSupplier;

/**
 * The progress of a request body that is being received: its bytes so far, and how long
 * the server has waited for them.
 */
class BodyProgress {

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

	boolean isTooSlow(RequestBodyProperties limit) {
		long silence = silentNanos();
		return limit.isExceeded(silence, this.waitedNanos + silence, this.bytes);
	}

	private long silentNanos() {
		return this.waiting ? this.nanoTime.getAsLong() - this.waitingSince : 0;
	}

}
