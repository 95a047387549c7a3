package io.followsync.gateway.capacity;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;

/**
 * Closes a connection after a response to a request that may not have been read to its
 * end. If it were closed at once, the kernel would reset it because of the bytes that
 * nobody has read, and the client would lose the response. So only the sending half is
 * closed, and the channel goes on reading, for its handlers to discard, until the client
 * closes its half, or for five seconds.
 */
final class LingeringClose implements ChannelFutureListener {

	static final LingeringClose INSTANCE = new LingeringClose();

	private static final int MAX_SECONDS = 5;

	private LingeringClose() {
	}

	@Override
	public void operationComplete(ChannelFuture response) {
		Channel channel = response.channel();
		if (!response.isSuccess() || !(channel instanceof DuplexChannel duplex)) {
			channel.close();
			return;
		}
		duplex.shutdownOutput();
		Future<?> timeout = channel.eventLoop().schedule(() -> channel.close(), MAX_SECONDS, TimeUnit.SECONDS);
		channel.closeFuture().addListener((closed) -> timeout.cancel(false));
		channel.config().setAutoRead(true);
	}

}
