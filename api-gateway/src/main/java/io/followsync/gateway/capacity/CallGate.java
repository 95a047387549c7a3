package io.followsync.gateway.capacity;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.followsync.gateway.edge.ClientAddress;
import io.followsync.gateway.edge.netty.Responses;
import io.netty.buffer.Unpooled;
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
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Holds the request of a connection back until one of the {@link CallSlots} is free for
 * it. A connection has a slot from its request to the end of the response, or until it is
 * given to a stream. A request that would wait too long, or is too large to be kept
 * meanwhile, is answered with 503.
 */
final class CallGate extends ChannelDuplexHandler {

	private static final int MAX_WAIT_SECONDS = 10;

	private static final int RETRY_AFTER_SECONDS = 5;

	// Of a request that waits: what the memory plan counts for its connection.
	private static final int MAX_HELD_BYTES = 4096;

	private static final int MESSAGE_BYTES = 256;

	private final CallSlots slots;

	private final ClientAddress addresses;

	// These belong to the event loop.
	private @Nullable ChannelHandlerContext context;

	private String client = "";

	private @Nullable Queue<Object> held;

	private int heldBytes;

	private @Nullable Future<?> waiting;

	private boolean admitted;

	private boolean refused;

	private boolean readWanted;

	private int unanswered;

	private boolean removed;

	CallGate(CallSlots slots, ClientAddress addresses) {
		this.slots = slots;
		this.addresses = addresses;
	}

	@Override
	public void handlerAdded(ChannelHandlerContext added) {
		this.context = added;
	}

	@Override
	public void channelRead(ChannelHandlerContext reading, Object message) {
		if (this.refused) {
			ReferenceCountUtil.release(message);
			return;
		}
		if (message instanceof HttpRequest request && this.held == null) {
			this.unanswered++;
			if (!this.admitted) {
				enter(reading, request);
			}
		}
		if (this.held != null) {
			hold(this.held, message);
		}
		else {
			reading.fireChannelRead(message);
		}
	}

	private void enter(ChannelHandlerContext reading, HttpRequest request) {
		this.client = this.addresses.of(
				(reading.channel().remoteAddress() instanceof InetSocketAddress remote) ? remote : null,
				request.headers().getAll(ClientAddress.FORWARDED_FOR));
		this.admitted = this.slots.enter(this, this.client);
		if (!this.admitted) {
			this.held = new ArrayDeque<>();
			this.heldBytes = 0;
			this.waiting = reading.executor().schedule(this::refuseNow, MAX_WAIT_SECONDS, TimeUnit.SECONDS);
		}
	}

	private void hold(Queue<Object> messages, Object message) {
		boolean pipelined = message instanceof HttpRequest && !messages.isEmpty();
		this.heldBytes += bytes(message);
		if (pipelined || this.heldBytes > MAX_HELD_BYTES) {
			ReferenceCountUtil.release(message);
			refuseNow();
		}
		else {
			messages.add(compact(message));
		}
	}

	private static int bytes(Object message) {
		int bytes = MESSAGE_BYTES;
		if (message instanceof HttpRequest request) {
			bytes += request.uri().length();
			for (Map.Entry<String, String> header : request.headers()) {
				bytes += header.getKey().length() + header.getValue().length();
			}
		}
		if (message instanceof HttpContent content) {
			bytes += content.content().readableBytes();
		}
		return bytes;
	}

	// A part of a large buffer would keep all of it.
	private static Object compact(Object message) {
		if (message instanceof HttpContent content && content.content().isReadable()) {
			HttpContent copy = content.replace(Unpooled.copiedBuffer(content.content()));
			content.release();
			return copy;
		}
		return message;
	}

	// What is read meanwhile would have to be held, too.
	@Override
	public void read(ChannelHandlerContext reading) {
		if (this.held != null) {
			this.readWanted = true;
		}
		else {
			reading.read();
		}
	}

	/** The call has a slot now. */
	void admit() {
		onEventLoop(this::pass);
	}

	/** The call is not to wait any longer. */
	void refuse() {
		onEventLoop(this::refuseNow);
	}

	private void onEventLoop(Runnable task) {
		ChannelHandlerContext waitingContext = this.context;
		if (waitingContext != null) {
			waitingContext.executor().execute(task);
		}
	}

	private void pass() {
		Queue<Object> messages = this.held;
		ChannelHandlerContext passing = this.context;
		if (this.removed || messages == null || passing == null) {
			this.slots.leave(this.client);
			return;
		}
		stopWaiting();
		this.admitted = true;
		messages.forEach(passing::fireChannelRead);
		passing.fireChannelReadComplete();
		if (this.readWanted) {
			this.readWanted = false;
			passing.read();
		}
	}

	private void refuseNow() {
		Queue<Object> messages = this.held;
		ChannelHandlerContext refusing = this.context;
		if (this.removed || messages == null || refusing == null) {
			return;
		}
		giveUp(messages);
		this.refused = true;
		FullHttpResponse busy = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
				HttpResponseStatus.SERVICE_UNAVAILABLE);
		busy.headers()
			.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
			.setInt(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS)
			.setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
		refusing.writeAndFlush(busy).addListener(ChannelFutureListener.CLOSE);
	}

	private void giveUp(Queue<Object> messages) {
		stopWaiting();
		messages.forEach(ReferenceCountUtil::release);
		this.slots.cancelWait(this, this.client);
	}

	private void stopWaiting() {
		this.held = null;
		if (this.waiting != null) {
			this.waiting.cancel(false);
			this.waiting = null;
		}
	}

	@Override
	public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise) {
		writing.write(message, promise);
		if (message instanceof LastHttpContent && !Responses.isInterim(message)) {
			this.unanswered = Math.max(0, this.unanswered - 1);
			if (this.unanswered == 0) {
				leave();
			}
		}
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext leaving) {
		this.removed = true;
		if (this.held != null) {
			giveUp(this.held);
		}
		leave();
	}

	private void leave() {
		if (this.admitted) {
			this.admitted = false;
			this.slots.leave(this.client);
		}
	}

}
