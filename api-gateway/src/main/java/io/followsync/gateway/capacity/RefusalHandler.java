package io.followsync.gateway.capacity;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.edge.SecurityHeaders;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/** Answers 503 to whatever arrives first on a connection, and closes it. */
@Sharable
final class RefusalHandler extends ChannelInboundHandlerAdapter {

	static final RefusalHandler SHARED = new RefusalHandler();

	private static final String BODY = "{\"error\":\"" + ErrorCode.UNAVAILABLE.sentence() + "\"}";

	private static final String SECURITY = SecurityHeaders.complete()
		.entrySet()
		.stream()
		.map((header) -> header.getKey() + ": " + header.getValue() + "\r\n")
		.collect(Collectors.joining());

	private static final ByteBuf ANSWER = Unpooled.unreleasableBuffer(Unpooled.directBuffer().writeBytes("""
			HTTP/1.1 503 Service Unavailable\r
			Content-Type: application/json\r
			Content-Length: %d\r
			Retry-After: 5\r
			%sConnection: close\r
			\r
			%s""".formatted(BODY.length(), SECURITY, BODY).getBytes(StandardCharsets.US_ASCII)).asReadOnly());

	private RefusalHandler() {
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object request) {
		ReferenceCountUtil.release(request);
		context.channel().config().setAutoRead(false);
		context.writeAndFlush(ANSWER.duplicate()).addListener(ChannelFutureListener.CLOSE);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		context.close();
	}

}
