package io.followsync.gateway.edge.netty;

import java.util.function.LongSupplier;

/** A request body that is being received, and how long the server has waited for it. */
class WaitedBody {

	private final LongSupplier nanoTime;

	private long bytes;

	private long waitedNanos;

	private long waitingSince;

	private boolean waiting;

	private boolean unread;

	WaitedBody(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/** The server wants more of it. */
	void waiting() {
		if (!this.waiting) {
			this.waiting = true;
			this.waitingSince = this.nanoTime.getAsLong();
		}
	}

	void received(int more) {
		if (!this.unread) {
			this.waitedNanos += silence();
			this.waiting = false;
			this.bytes += more;
		}
	}

	/** Nobody wants more of it: what still comes is no progress. */
	void unread() {
		this.unread = true;
		this.waiting = false;
		waiting();
	}

	boolean exceeds(BodyPace limit) {
		long silence = silence();
		return !limit.allows(silence, this.waitedNanos + silence, this.bytes);
	}

	private long silence() {
		return this.waiting ? this.nanoTime.getAsLong() - this.waitingSince : 0;
	}

}
