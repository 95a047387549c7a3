package io.followsync.gateway.capacity;

import java.time.Duration;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/**
 * Closes a connection that has something to send and has sent nothing of it for a while.
 * A client that reads slowly is not cut off, however slowly it reads.
 */
final class StallCheck {

	private static final int NOTHING = 0;

	private final Channel channel;

	private final long patience;

	private final Runnable whenClosed;

	// Of the event loop.
	private int waiting = NOTHING;

	private long sent;

	private long since;

	StallCheck(Channel channel, Duration patience, Runnable whenClosed) {
		this.channel = channel;
		this.patience = patience.toNanos();
		this.whenClosed = whenClosed;
	}

	void run() {
		ChannelOutboundBuffer buffer = this.channel.unsafe().outboundBuffer();
		// Most connections have nothing to send; they cost no task.
		if (buffer != null && buffer.totalPendingWriteBytes() > 0) {
			this.channel.eventLoop().execute(() -> check(buffer));
		}
	}

	private void check(ChannelOutboundBuffer buffer) {
		Object current = buffer.current();
		if (current == null) {
			this.waiting = NOTHING;
			return;
		}
		int first = System.identityHashCode(current);
		if (first != this.waiting || buffer.currentProgress() != this.sent) {
			this.waiting = first;
			this.sent = buffer.currentProgress();
			this.since = System.nanoTime();
		}
		else if (System.nanoTime() - this.since >= this.patience) {
			this.whenClosed.run();
			this.channel.close();
		}
	}

}
