package io.followsync.gateway.edge.netty;

import java.nio.charset.StandardCharsets;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ServerErrorsTests {

	private final ServerResponseHandler.Errors errors = new ServerResponseHandler.Errors(JsonMapper.shared(),
			new SimpleMeterRegistry());

	@ParameterizedTest
	@CsvSource({ "400, Bad request", "404, Endpoint not found", "405, Method not allowed", "417, Bad request",
			"431, Request header fields too large", "500, Internal server error", "501, Internal server error",
			"503, Service temporarily unavailable" })
	void writesTheSentenceOfTheStatus(int status, String sentence) {
		FullHttpResponse answer = this.errors
			.withBody(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status)), false);

		assertThat(answer.status().code()).isEqualTo(status);
		assertThat(answer.content().toString(StandardCharsets.UTF_8)).isEqualTo("{\"error\":\"%s\"}", sentence);
		answer.release();
	}

}
