package io.followsync.gateway.capacity;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.followsync.gateway.edge.ClientAddress;
import io.followsync.gateway.edge.netty.Responses;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
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
 * meanwhile, is answered with 503; one with more headers than any client sends, with 431.
 */
final class CallGate extends ChannelDuplexHandler {

	private static final int MAX_WAIT_SECONDS = 10;

	private static final int RETRY_AFTER_SECONDS = 5;

	// The codec limits only the bytes of a head, and a header of three characters takes
	// some 150 bytes of memory.
	private static final int MAX_HEADERS = 100;

	private final CallSlots slots;

	private final ClientAddress addresses;

	// These belong to the event loop.
	private final HeldRequest heldRequest = new HeldRequest();

	private State state = State.IDLE;

	private @Nullable ChannelHandlerContext context;

	private String client = "";

	private @Nullable Future<?> timeout;

	private boolean readWanted;

	private int unanswered;

	CallGate(CallSlots slots, ClientAddress addresses) {
		this.slots = slots;
		this.addresses = addresses;
	}

	private enum State {

		/** It has no slot, and every request is answered. */
		IDLE,

		/** It waits for a slot, and its request is held back. */
		WAITING,

		/** It has a slot until no request is unanswered. */
		SERVED,

		/** It is about to be closed, and what still comes is discarded. */
		REFUSED,

		/** It is closed, or given to a stream. */
		REMOVED

	}

	@Override
	public void handlerAdded(ChannelHandlerContext added) {
		this.context = added;
	}

	@Override
	public void channelRead(ChannelHandlerContext reading, Object message) {
		switch (this.state) {
			case IDLE, SERVED -> receive(reading, message);
			case WAITING -> hold(message);
			case REFUSED, REMOVED -> ReferenceCountUtil.release(message);
		}
	}

	private void receive(ChannelHandlerContext reading, Object message) {
		if (HeldRequest.countHeaders(message) > MAX_HEADERS) {
			ReferenceCountUtil.release(message);
			rejectHeaders(message instanceof HttpRequest);
			return;
		}
		if (message instanceof HttpRequest request) {
			this.unanswered++;
			if (this.state == State.IDLE) {
				enter(reading, request);
			}
		}
		if (this.state == State.WAITING) {
			hold(message);
		}
		else {
			reading.fireChannelRead(message);
		}
	}

	private void enter(ChannelHandlerContext reading, HttpRequest request) {
		this.client = this.addresses.of(
				(reading.channel().remoteAddress() instanceof InetSocketAddress remote) ? remote : null,
				request.headers().getAll(ClientAddress.FORWARDED_FOR));
		if (this.slots.enter(this, this.client)) {
			this.state = State.SERVED;
		}
		else {
			this.state = State.WAITING;
			this.timeout = reading.executor().schedule(this::onRefused, MAX_WAIT_SECONDS, TimeUnit.SECONDS);
		}
	}

	private void hold(Object message) {
		if (!this.heldRequest.add(message)) {
			answerBusy();
		}
	}

	// What is read meanwhile would have to be held, too.
	@Override
	public void read(ChannelHandlerContext reading) {
		if (this.state == State.WAITING) {
			this.readWanted = true;
		}
		else {
			reading.read();
		}
	}

	/** The call has a slot now. */
	void admit() {
		context().executor().execute(this::onAdmitted);
	}

	/** The call is not to wait any longer. */
	void refuse() {
		context().executor().execute(this::onRefused);
	}

	private void onAdmitted() {
		if (this.state != State.WAITING) {
			// It has left or been refused since.
			this.slots.leave(this.client);
			return;
		}
		List<Object> messages = stopWaiting();
		this.state = State.SERVED;
		messages.forEach(context()::fireChannelRead);
		context().fireChannelReadComplete();
		if (this.readWanted) {
			this.readWanted = false;
			context().read();
		}
	}

	private void onRefused() {
		if (this.state == State.WAITING) {
			answerBusy();
		}
	}

	private void answerBusy() {
		cancelWait();
		FullHttpResponse busy = closing(HttpResponseStatus.SERVICE_UNAVAILABLE);
		busy.headers().setInt(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
		this.state = State.REFUSED;
		context().writeAndFlush(busy).addListener(LingeringClose.INSTANCE);
	}

	// No answer may come before those to earlier requests, or after that to its own.
	private void rejectHeaders(boolean ofHead) {
		boolean answered = ofHead && this.state == State.IDLE;
		leave();
		this.state = State.REFUSED;
		if (answered) {
			context().writeAndFlush(closing(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE))
				.addListener(LingeringClose.INSTANCE);
		}
		else {
			context().close();
		}
	}

	private static FullHttpResponse closing(HttpResponseStatus status) {
		FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
		response.headers()
			.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
			.setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
		return response;
	}

	private void cancelWait() {
		stopWaiting().forEach(ReferenceCountUtil::release);
		this.slots.cancelWait(this, this.client);
	}

	private List<Object> stopWaiting() {
		if (this.timeout != null) {
			this.timeout.cancel(false);
			this.timeout = null;
		}
		return this.heldRequest.take();
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
		if (this.state == State.WAITING) {
			cancelWait();
		}
		leave();
		this.state = State.REMOVED;
	}

	private void leave() {
		if (this.state == State.SERVED) {
			this.state = State.IDLE;
			this.slots.leave(this.client);
		}
	}

	private ChannelHandlerContext context() {
		return Objects.requireNonNull(this.context, "in a pipeline");
	}

}
