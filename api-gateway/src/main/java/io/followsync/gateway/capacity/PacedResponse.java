package io.followsync.gateway.capacity;

import java.util.concurrent.atomic.AtomicBoolean;

import io.followsync.gateway.edge.netty.Responses;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

/**
 * A response with backpressure: sends a body as fast as its client reads. A buffer is
 * handed over once those before it have gone to the socket, so that at most two are in
 * memory; by itself the connection takes 128 of them in advance.
 */
public final class PacedResponse extends ServerHttpResponseDecorator {

	public PacedResponse(ServerHttpResponse response) {
		super(response);
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		Channel channel = Responses.channel(getDelegate());
		// Without prefetching, because a buffer that waits here is one in memory.
		return super.writeWith(Flux.from(body)
			.concatMap((buffer) -> afterFlush(channel, buffer), 0)
			.doOnDiscard(DataBuffer.class, DataBufferUtils::release));
	}

	private static Mono<DataBuffer> afterFlush(Channel channel, DataBuffer buffer) {
		AtomicBoolean handedOver = new AtomicBoolean();
		return flushed(channel).then(Mono.fromSupplier(() -> {
			handedOver.set(true);
			return buffer;
		})).doFinally((signal) -> {
			if (!handedOver.get()) {
				DataBufferUtils.release(buffer);
			}
		});
	}

	// The event loop runs this task after the one that writes the buffer before.
	private static Mono<Void> flushed(Channel channel) {
		return Mono.create((sink) -> channel.eventLoop().execute(() -> signalFlush(channel, sink)));
	}

	private static void signalFlush(Channel channel, MonoSink<Void> sink) {
		ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
		ChannelHandlerContext socket = channel.pipeline().firstContext();
		if (buffer == null || buffer.isEmpty() || socket == null) {
			sink.success();
			return;
		}
		// Goes past the HTTP encoder, and is done when everything before it is.
		socket.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((done) -> sink.success());
	}

}
