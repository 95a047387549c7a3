package io.followsync.gateway.edge;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

class CallObservationsTests {

	private static final Set<ErrorCode> REFUSALS = Set.of(ErrorCode.QUEUE_FULL, ErrorCode.UPLOADS_FULL,
			ErrorCode.TOO_MANY_STREAMS, ErrorCode.TOO_MANY_DOWNLOADS, ErrorCode.TOO_MANY_ANSWERS,
			ErrorCode.JOB_OF_NEWER_RELEASE);

	@ParameterizedTest
	@EnumSource
	void countsOnlyDeliberateRefusalsAsRefused(ErrorCode code) {
		String outcome = outcome(code, new ApiException(code));

		if (REFUSALS.contains(code)) {
			assertThat(outcome).isEqualTo("REFUSED");
		}
		else {
			assertThat(outcome).isEqualTo(code.status().is5xxServerError() ? "SERVER_ERROR" : "CLIENT_ERROR");
		}
	}

	@Test
	void countsUnexpectedErrorsAsFailures() {
		assertThat(outcome(ErrorCode.INTERNAL, new IllegalStateException("unexpected"))).isEqualTo("SERVER_ERROR");
	}

	private static String outcome(ErrorCode answered, Throwable error) {
		MockServerHttpResponse response = new MockServerHttpResponse();
		response.setStatusCode(answered.status());
		ServerRequestObservationContext call = new ServerRequestObservationContext(
				MockServerHttpRequest.post("/api/analyze").build(), response, Map.of());
		call.setError(error);
		return new CallObservations().measuredCalls()
			.getLowCardinalityKeyValues(call)
			.stream()
			.filter((tag) -> tag.getKey().equals("outcome"))
			.findFirst()
			.orElseThrow()
			.getValue();
	}

}
