package io.followsync.gateway.capacity;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/**
 * Closes a connection that has something to send and has sent nothing of it for a while.
 * A client that reads slowly is not cut off, however slowly it reads. As the handler next
 * to the socket it counts what was sent: the buffers themselves are used again, so that
 * seeing one twice means nothing.
 */
final class StallCheck extends ChannelOutboundHandlerAdapter {

	private final Channel channel;

	private final long patience;

	private final Runnable whenClosed;

	private final LongSupplier nanoTime;

	private final ChannelFutureListener counting = (sent) -> this.sentMessages++;

	// Of the event loop.
	private long sentMessages;

	private long messagesBefore = -1;

	private long bytesBefore;

	private long since;

	/**
	 * @param nanoTime a clock that never jumps
	 */
	StallCheck(Channel channel, Duration patience, Runnable whenClosed, LongSupplier nanoTime) {
		this.channel = channel;
		this.patience = patience.toNanos();
		this.whenClosed = whenClosed;
		this.nanoTime = nanoTime;
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		context.write(message, promise.unvoid().addListener(this.counting));
	}

	void run() {
		ChannelOutboundBuffer buffer = this.channel.unsafe().outboundBuffer();
		// Most connections have nothing to send; they cost no task.
		if (buffer != null && buffer.totalPendingWriteBytes() > 0) {
			this.channel.eventLoop().execute(() -> check(buffer));
		}
	}

	private void check(ChannelOutboundBuffer buffer) {
		if (buffer.current() == null) {
			return;
		}
		// Of the first message that waits.
		long bytes = buffer.currentProgress();
		if (this.sentMessages != this.messagesBefore || bytes != this.bytesBefore) {
			this.messagesBefore = this.sentMessages;
			this.bytesBefore = bytes;
			this.since = this.nanoTime.getAsLong();
		}
		else if (this.nanoTime.getAsLong() - this.since >= this.patience) {
			this.whenClosed.run();
			this.channel.close();
		}
	}

}
