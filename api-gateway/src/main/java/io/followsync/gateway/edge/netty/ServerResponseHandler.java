package io.followsync.gateway.edge.netty;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.edge.SecurityHeaders;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Completes the responses that the HTTP server sends without the application, such as
 * those to requests that cannot be decoded: errors get their JSON body, all get the
 * security headers.
 */
class ServerResponseHandler extends ChannelDuplexHandler {

	// A client with more open requests does not read the responses.
	private static final int MAX_PIPELINED = 100;

	private final Queue<OpenRequest> open = new ArrayDeque<>();

	private final Errors errors;

	ServerResponseHandler(Errors errors) {
		this.errors = errors;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (message instanceof HttpRequest request) {
			if (this.open.size() == MAX_PIPELINED) {
				ReferenceCountUtil.release(message);
				context.close();
				return;
			}
			this.open.add(OpenRequest.of(request));
		}
		context.fireChannelRead(message);
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		Object sent = message;
		if (message instanceof HttpResponse response && !Responses.isInterim(response)) {
			OpenRequest request = Objects.requireNonNullElse(this.open.poll(), OpenRequest.UNKNOWN);
			if (!response.headers().contains(SecurityHeaders.CONTENT_TYPE_OPTIONS)) {
				SecurityHeaders.complete().forEach(response.headers()::set);
			}
			if (response instanceof FullHttpResponse full && full.status().code() >= 400 && !full.content().isReadable()
					&& !request.isHead()) {
				sent = this.errors.withBody(full, request.isNative());
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

	/** Writes and counts the errors that the HTTP server sends by itself. */
	@Component
	static class Errors {

		// Registered at the start, so that the first of each is seen as an increase.
		private static final List<Integer> EXPECTED = List.of(400, 408, 413, 414, 431, 500, 503);

		private final JsonMapper json;

		private final MeterRegistry meters;

		Errors(JsonMapper json, MeterRegistry meters) {
			this.json = json;
			this.meters = meters;
			EXPECTED.forEach(this::counter);
		}

		/** The same response with the body of its error; releases the given one. */
		FullHttpResponse withBody(FullHttpResponse bare, boolean problem) {
			int status = bare.status().code();
			counter(status).increment();
			ApiException error = new ApiException(ErrorCode.ofStatus(status));
			ByteBuf body = Unpooled.wrappedBuffer(
					this.json.writeValueAsBytes(problem ? error.problemBody(Optional.empty()) : error.plainBody()));
			FullHttpResponse response = bare.replace(body);
			bare.release();
			response.headers()
				.set(HttpHeaderNames.CONTENT_TYPE,
						problem ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.APPLICATION_JSON_VALUE)
				.setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
				.remove(HttpHeaderNames.TRANSFER_ENCODING);
			return response;
		}

		private Counter counter(int status) {
			return this.meters.counter("followsync.http.server.errors", "status", Integer.toString(status));
		}

	}

	/**
	 * What the response to a request depends on.
	 *
	 * @param isHead whether the response must have no body
	 * @param isNative whether an error is a problem (RFC 9457)
	 */
	private record OpenRequest(boolean isHead, boolean isNative) {

		/** A request that could not be read that far, or none at all. */
		static final OpenRequest UNKNOWN = new OpenRequest(false, false);

		private static final String NATIVE_API = "/api/v1/";

		static OpenRequest of(HttpRequest request) {
			return new OpenRequest(HttpMethod.HEAD.equals(request.method()), request.uri().startsWith(NATIVE_API));
		}

	}

}
