package io.followsync.gateway.edge.netty;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

	private static final Map<Integer, ErrorCode> CODES = Stream
		.of(ErrorCode.BAD_REQUEST, ErrorCode.REQUEST_TIMEOUT, ErrorCode.BODY_TOO_LARGE, ErrorCode.URI_TOO_LONG,
				ErrorCode.HEADERS_TOO_LARGE, ErrorCode.INTERNAL)
		.collect(Collectors.toUnmodifiableMap((code) -> code.status().value(), Function.identity()));

	private final JsonMapper json;

	private final MeterRegistry meters;

	ServerErrors(JsonMapper json, MeterRegistry meters) {
		this.json = json;
		this.meters = meters;
		CODES.values().forEach(this::counter);
	}

	/** The same answer with the body of its error; releases the given one. */
	FullHttpResponse withBody(FullHttpResponse bare, boolean problem) {
		ErrorCode code = CODES.getOrDefault(bare.status().code(), ErrorCode.BAD_REQUEST);
		counter(code).increment();
		ByteBuf body = Unpooled.wrappedBuffer(this.json.writeValueAsBytes(ErrorBody.of(code, problem)));
		FullHttpResponse answer = bare.replace(body);
		bare.release();
		answer.headers()
			.set(HttpHeaderNames.CONTENT_TYPE,
					problem ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.APPLICATION_JSON_VALUE)
			.setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
			.remove(HttpHeaderNames.TRANSFER_ENCODING);
		return answer;
	}

	private Counter counter(ErrorCode code) {
		return this.meters.counter("followsync.http.server.errors", "status", Integer.toString(code.status().value()));
	}

}
