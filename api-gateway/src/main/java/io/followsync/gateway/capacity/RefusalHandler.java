package io.followsync.gateway.capacity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.edge.SecurityHeaders;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Answers 503 to the request that arrives on a connection, and closes it. A client that
 * sends nothing is answered after five seconds: it may just be slow, and would otherwise
 * see a broken connection.
 */
final class RefusalHandler extends ChannelInboundHandlerAdapter {

	private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

	private static final String BODY = "{\"error\":\"" + ErrorCode.UNAVAILABLE.sentence() + "\"}";

	private static final String SECURITY = SecurityHeaders.complete()
		.entrySet()
		.stream()
		.map((header) -> header.getKey() + ": " + header.getValue() + "\r\n")
		.collect(Collectors.joining());

	private static final ByteBuf RESPONSE = Unpooled.unreleasableBuffer(Unpooled.directBuffer().writeBytes("""
			HTTP/1.1 503 Service Unavailable\r
			Content-Type: application/json\r
			Content-Length: %d\r
			Retry-After: 5\r
			%sConnection: close\r
			\r
			%s""".formatted(BODY.length(), SECURITY, BODY).getBytes(StandardCharsets.US_ASCII)).asReadOnly());

	private boolean responded;

	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		Future<?> waiting = context.executor()
			.schedule(() -> respond(context), REQUEST_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
		context.channel().closeFuture().addListener((closed) -> waiting.cancel(false));
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object request) {
		ReferenceCountUtil.release(request);
		respond(context);
	}

	private void respond(ChannelHandlerContext context) {
		if (this.responded) {
			context.close();
			return;
		}
		this.responded = true;
		context.channel().config().setAutoRead(false);
		context.writeAndFlush(RESPONSE.duplicate()).addListener(ChannelFutureListener.CLOSE);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		context.close();
	}

}
