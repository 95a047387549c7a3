package io.followsync.gateway.edge.netty;

import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * Ends requests whose bodies stop or come too slowly: with 408 while a response can still
 * be sent, else by closing the connection. Only the time counts that the server waits for
 * the client; a client that is slowed down by the server has all the time it needs. Once
 * the response is sent, the rest of a body that nobody reads must arrive within the
 * timeout.
 */
class BodyTimeoutHandler extends ChannelDuplexHandler {

	private static final int CHECKS_PER_TIMEOUT = 20;

	private final BodyProgress.Limit limit;

	private final LongSupplier nanoTime;

	private @Nullable BodyProgress body;

	private int openRequests;

	private boolean responseStarted;

	private boolean closing;

	private @Nullable ScheduledFuture<?> check;

	BodyTimeoutHandler(BodyProgress.Limit limit, LongSupplier nanoTime) {
		this.limit = limit;
		this.nanoTime = nanoTime;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (this.closing) {
			ReferenceCountUtil.release(message);
			return;
		}
		if (message instanceof HttpRequest) {
			this.openRequests++;
			this.body = new BodyProgress(this.nanoTime);
		}
		if (message instanceof HttpContent content && this.body != null) {
			this.body.receive(content.content().readableBytes());
			if (content instanceof LastHttpContent) {
				this.body = null;
				stopChecking();
			}
		}
		context.fireChannelRead(message);
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		if (this.body != null && this.check == null && !this.closing) {
			long period = Math.max(1, this.limit.timeout().toMillis() / CHECKS_PER_TIMEOUT);
			this.check = context.executor()
				.scheduleWithFixedDelay(() -> check(context), period, period, TimeUnit.MILLISECONDS);
		}
		context.fireChannelReadComplete();
	}

	@Override
	public void read(ChannelHandlerContext context) {
		if (this.body != null) {
			this.body.startWaiting();
		}
		context.read();
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (this.closing) {
			ReferenceCountUtil.release(message);
			promise.tryFailure(new ClosedChannelException());
			return;
		}
		if (!Responses.isInterim(message)) {
			this.responseStarted |= message instanceof HttpResponse;
			if (message instanceof LastHttpContent) {
				completeResponse();
			}
		}
		context.write(message, promise);
	}

	private void completeResponse() {
		this.openRequests = Math.max(0, this.openRequests - 1);
		this.responseStarted = false;
		if (this.openRequests == 0 && this.body != null) {
			this.body.discard();
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		stopChecking();
		context.fireChannelInactive();
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		stopChecking();
	}

	private void check(ChannelHandlerContext context) {
		if (this.body == null || !this.body.isTooSlow(this.limit)) {
			return;
		}
		stopChecking();
		this.closing = true;
		if (this.openRequests == 1 && !this.responseStarted) {
			context.writeAndFlush(requestTimeout()).addListener(ChannelFutureListener.CLOSE);
		}
		else {
			context.close();
		}
	}

	private void stopChecking() {
		if (this.check != null) {
			this.check.cancel(false);
			this.check = null;
		}
	}

	private static FullHttpResponse requestTimeout() {
		FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
				HttpResponseStatus.REQUEST_TIMEOUT);
		response.headers()
			.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
			.setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
		return response;
	}

}
