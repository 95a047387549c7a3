package io.followsync.gateway.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * The one request that a connection holds back, as far as it has come. It takes no more
 * memory than the memory plan counts for the connection.
 */
final class HeldRequest {

	private static final int MAX_BYTES = 4096;

	// A browser behind proxies sends about 25.
	private static final int MAX_HEADERS = 40;

	private static final int MESSAGE_BYTES = 256;

	private List<Object> messages = List.of();

	private int bytes;

	private int headers;

	/**
	 * Takes a message over; whether it is kept. If it is too large, or begins another
	 * request, it is released instead.
	 */
	boolean add(Object message) {
		boolean another = message instanceof HttpRequest && !this.messages.isEmpty();
		this.bytes += bytes(message);
		this.headers += countHeaders(message);
		if (another || this.bytes > MAX_BYTES || this.headers > MAX_HEADERS) {
			ReferenceCountUtil.release(message);
			return false;
		}
		if (this.messages.isEmpty()) {
			this.messages = new ArrayList<>(2);
		}
		this.messages.add(compact(message));
		return true;
	}

	/** Hands the messages over. */
	List<Object> take() {
		List<Object> taken = this.messages;
		this.messages = List.of();
		this.bytes = 0;
		this.headers = 0;
		return taken;
	}

	/** Those of a head, or those that follow a chunked body. */
	static int countHeaders(Object message) {
		int count = (message instanceof HttpRequest request) ? request.headers().size() : 0;
		return (message instanceof LastHttpContent last) ? count + last.trailingHeaders().size() : count;
	}

	private static int bytes(Object message) {
		int bytes = MESSAGE_BYTES;
		if (message instanceof HttpRequest request) {
			bytes += request.uri().length() + characters(request.headers());
		}
		if (message instanceof HttpContent content) {
			bytes += content.content().readableBytes();
		}
		if (message instanceof LastHttpContent last) {
			bytes += characters(last.trailingHeaders());
		}
		return bytes;
	}

	// As they are: made a string, each name would be kept a second time.
	private static int characters(HttpHeaders headers) {
		int characters = 0;
		var each = headers.iteratorCharSequence();
		while (each.hasNext()) {
			Map.Entry<CharSequence, CharSequence> header = each.next();
			characters += header.getKey().length() + header.getValue().length();
		}
		return characters;
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

}
