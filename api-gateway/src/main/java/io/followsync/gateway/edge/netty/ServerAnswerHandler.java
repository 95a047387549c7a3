package io.followsync.gateway.edge.netty;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;

import io.followsync.gateway.edge.SecurityHeaders;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.ReferenceCountUtil;

/**
 * Gives the answers that the application does not write what all others have: an error
 * its JSON body, and every answer the security headers. Such are those to requests that
 * cannot be decoded.
 */
class ServerAnswerHandler extends ChannelDuplexHandler {

	// Beyond it a client sends requests and does not care for answers.
	private static final int MAX_PIPELINED = 100;

	private final Queue<OpenCall> calls = new ArrayDeque<>();

	private final ServerErrors errors;

	ServerAnswerHandler(ServerErrors errors) {
		this.errors = errors;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (message instanceof HttpRequest request) {
			if (this.calls.size() == MAX_PIPELINED) {
				ReferenceCountUtil.release(message);
				context.close();
				return;
			}
			this.calls.add(OpenCall.of(request));
		}
		context.fireChannelRead(message);
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		Object sent = message;
		if (message instanceof HttpResponse response
				&& response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
			OpenCall call = Objects.requireNonNullElse(this.calls.poll(), OpenCall.UNKNOWN);
			secure(response);
			if (response instanceof FullHttpResponse full && isBare(full) && !call.head()) {
				sent = this.errors.withBody(full, call.problem());
			}
		}
		context.write(sent, promise);
	}

	// Netty's tail would log it, and its message quotes the request.
	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (cause instanceof DecoderException) {
			context.close();
		}
		else {
			context.fireExceptionCaught(cause);
		}
	}

	private static void secure(HttpResponse response) {
		if (!response.headers().contains(SecurityHeaders.CONTENT_TYPE_OPTIONS)) {
			SecurityHeaders.complete().forEach(response.headers()::set);
		}
	}

	private static boolean isBare(FullHttpResponse response) {
		return response.status().code() >= 400 && !response.content().isReadable();
	}

}
