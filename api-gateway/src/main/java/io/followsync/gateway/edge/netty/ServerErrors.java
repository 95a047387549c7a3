package io.followsync.gateway.edge.netty;

import java.util.List;
import java.util.Optional;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * The error responses that the HTTP server sends by itself: writes their bodies and
 * counts them.
 */
@Component
class ServerErrors {

	// Registered at the start, so that the first of each is seen as an increase.
	private static final List<Integer> EXPECTED = List.of(400, 408, 413, 414, 431, 500);

	private final JsonMapper json;

	private final MeterRegistry meters;

	ServerErrors(JsonMapper json, MeterRegistry meters) {
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
