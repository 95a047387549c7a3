package io.followsync.gateway.edge.netty;

import java.util.List;

import io.followsync.gateway.edge.ErrorBody;
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

/** The errors that the HTTP server itself answers: their bodies, and how many. */
@Component
class ServerErrors {

	// Counted from the start, so that the first of each is seen as an increase.
	private static final List<Integer> EXPECTED = List.of(400, 408, 413, 414, 431, 500);

	private final JsonMapper json;

	private final MeterRegistry meters;

	ServerErrors(JsonMapper json, MeterRegistry meters) {
		this.json = json;
		this.meters = meters;
		EXPECTED.forEach(this::counter);
	}

	/** The same answer with the body of its error; releases the given one. */
	FullHttpResponse withBody(FullHttpResponse bare, boolean problem) {
		int status = bare.status().code();
		counter(status).increment();
		ByteBuf body = Unpooled
			.wrappedBuffer(this.json.writeValueAsBytes(ErrorBody.of(ErrorCode.ofStatus(status), problem)));
		FullHttpResponse answer = bare.replace(body);
		bare.release();
		answer.headers()
			.set(HttpHeaderNames.CONTENT_TYPE,
					problem ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.APPLICATION_JSON_VALUE)
			.setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
			.remove(HttpHeaderNames.TRANSFER_ENCODING);
		return answer;
	}

	private Counter counter(int status) {
		return this.meters.counter("followsync.http.server.errors", "status", Integer.toString(status));
	}

}
