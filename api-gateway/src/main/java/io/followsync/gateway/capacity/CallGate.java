package io.followsync.gateway.capacity;

import java.util.ArrayDeque;
import java.util.Queue;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Holds the requests of a connection back until one of the {@link CallSlots} is free for
 * them. A connection has a slot from its request to the end of the response, or until it
 * is given to a stream.
 */
final class CallGate extends ChannelDuplexHandler {

	private final CallSlots slots;

	// These belong to the event loop.
	private @Nullable ChannelHandlerContext context;

	private @Nullable Queue<Object> held;

	private boolean admitted;

	private boolean readWanted;

	private int unanswered;

	private boolean removed;

	CallGate(CallSlots slots) {
		this.slots = slots;
	}

	@Override
	public void handlerAdded(ChannelHandlerContext added) {
		this.context = added;
	}

	@Override
	public void channelRead(ChannelHandlerContext reading, Object message) {
		if (message instanceof HttpRequest) {
			this.unanswered++;
			if (!this.admitted && this.held == null) {
				this.admitted = this.slots.enter(this);
				this.held = this.admitted ? null : new ArrayDeque<>();
			}
		}
		if (this.held != null) {
			this.held.add(message);
		}
		else {
			reading.fireChannelRead(message);
		}
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
		ChannelHandlerContext waiting = this.context;
		if (waiting != null) {
			waiting.executor().execute(() -> pass(waiting));
		}
	}

	private void pass(ChannelHandlerContext waiting) {
		Queue<Object> messages = this.held;
		if (this.removed || messages == null) {
			this.slots.leave();
			return;
		}
		this.admitted = true;
		this.held = null;
		messages.forEach(waiting::fireChannelRead);
		waiting.fireChannelReadComplete();
		if (this.readWanted) {
			this.readWanted = false;
			waiting.read();
		}
	}

	@Override
	public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise) {
		writing.write(message, promise);
		if (message instanceof LastHttpContent && !isInformational(message)) {
			this.unanswered = Math.max(0, this.unanswered - 1);
			if (this.unanswered == 0) {
				leave();
			}
		}
	}

	private static boolean isInformational(Object message) {
		return message instanceof HttpResponse response
				&& response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext leaving) {
		this.removed = true;
		if (this.held != null) {
			this.held.forEach(ReferenceCountUtil::release);
			this.slots.giveUp(this);
		}
		leave();
	}

	private void leave() {
		if (this.admitted) {
			this.admitted = false;
			this.slots.leave();
		}
	}

}
