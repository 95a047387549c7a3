package io.followsync.gateway.edge;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ErrorHandlerTests {

	private static final String OUTAGE = "Database did not answer";

	private final ErrorHandler handler = new ErrorHandler(new JsonMapper());

	@Test
	void logsDatabaseOutagesWithTheirCause(CapturedOutput output) {
		answer(new ApiException(ErrorCode.UNAVAILABLE, new TimeoutException()));
		assertThat(output).contains(OUTAGE, "TimeoutException");
		answer(new DataAccessResourceFailureException("secret"));
		assertThat(output).contains("DataAccessResourceFailureException").doesNotContain("secret");
	}

	@Test
	void logsNoOutageForOtherUnavailability(CapturedOutput output) {
		answer(new ApiException(ErrorCode.UNAVAILABLE));
		assertThat(output).doesNotContain(OUTAGE);
	}

	@Test
	void logsNoErrorWhenTheClientDisconnects(CapturedOutput output) {
		MockServerWebExchange call = MockServerWebExchange.from(MockServerHttpRequest.post("/api/analyze?secret=1"));
		StepVerifier.create(this.handler.handle(call, new IOException("Connection reset by peer"))).verifyComplete();
		assertThat(call.getResponse().getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
		assertThat(output).doesNotContain("secret").doesNotContain("ERROR");
	}

	private void answer(Throwable error) {
		MockServerWebExchange call = MockServerWebExchange.from(MockServerHttpRequest.get("/api/queue"));
		this.handler.handle(call, error).block();
		assertThat(call.getResponse().getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
	}

}
