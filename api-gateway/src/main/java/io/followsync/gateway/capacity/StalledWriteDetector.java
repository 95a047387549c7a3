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
 * Closes a connection that has had something to send for as long as the write timeout and
 * has sent nothing of it. A client that reads slowly keeps its connection, however slowly
 * it reads. As the handler next to the socket it counts what was sent: the buffers
 * themselves are used again, so that seeing one twice means nothing.
 */
final class StalledWriteDetector extends ChannelOutboundHandlerAdapter {

	private final Channel channel;

	private final long writeTimeoutNanos;

	private final Runnable onStall;

	private final LongSupplier nanoTime;

	private final ChannelFutureListener countSent = (sent) -> this.sentMessages++;

	// These belong to the event loop.
	private long sentMessages;

	private long lastMessages = -1;

	private long lastBytes;

	private long lastProgress;

	StalledWriteDetector(Channel channel, Duration writeTimeout, Runnable onStall, LongSupplier nanoTime) {
		this.channel = channel;
		this.writeTimeoutNanos = writeTimeout.toNanos();
		this.onStall = onStall;
		this.nanoTime = nanoTime;
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		context.write(message, promise.unvoid().addListener(this.countSent));
	}

	void checkProgress() {
		ChannelOutboundBuffer buffer = this.channel.unsafe().outboundBuffer();
		// Most connections have nothing to send; they cost no task.
		if (buffer != null && buffer.totalPendingWriteBytes() > 0) {
			this.channel.eventLoop().execute(() -> closeIfStalled(buffer));
		}
	}

	private void closeIfStalled(ChannelOutboundBuffer buffer) {
		if (buffer.current() == null) {
			return;
		}
		// Progress within the first message that waits.
		long bytes = buffer.currentProgress();
		if (this.sentMessages != this.lastMessages || bytes != this.lastBytes) {
			this.lastMessages = this.sentMessages;
			this.lastBytes = bytes;
			this.lastProgress = this.nanoTime.getAsLong();
		}
		else if (this.nanoTime.getAsLong() - this.lastProgress >= this.writeTimeoutNanos) {
			this.onStall.run();
			this.channel.close();
		}
	}

}
