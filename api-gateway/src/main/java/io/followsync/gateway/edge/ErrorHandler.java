package io.followsync.gateway.edge;

import java.util.Optional;
import java.util.UUID;

import io.followsync.gateway.tracing.TraceIds;
import io.followsync.runtime.logging.Failures;
import io.followsync.runtime.logging.Redacted;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Answers every error: {@code {"error": ...}} in System A's API, a problem (RFC 9457)
 * under {@code /api/v1}. An unforeseen exception is logged once, under its own id, and
 * nothing of it reaches the caller. While calls are traced, the answer carries the trace
 * id.
 */
@Component
@Order(-2) // before Boot's own handler
class ErrorHandler implements WebExceptionHandler {

	private static final Logger log = LoggerFactory.getLogger(ErrorHandler.class);

	private static final PathPattern NATIVE_API = PathPatternParser.defaultInstance.parse("/api/v1/**");

	private static final String TRACE_ID = "X-Trace-Id";

	private final JsonMapper json;

	ErrorHandler(JsonMapper json) {
		this.json = json;
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
		if (exchange.getResponse().isCommitted()) {
			log.atDebug().setCause(Redacted.of(error)).log("An answer broke off");
			return Mono.error(Redacted.of(error));
		}
		if (DisconnectedClientHelper.isClientDisconnectedException(error)) {
			// Nobody reads the status, but calls are measured by it.
			log.atDebug().setCause(Redacted.of(error)).log("A request broke off");
			exchange.getResponse().setStatusCode(HttpStatus.BAD_REQUEST);
			return Mono.empty();
		}
		ApiException answer = ErrorTranslation.of(error).orElseGet(() -> unforeseen(exchange, error));
		Throwable cause = answer.getCause();
		if (answer.code() == ErrorCode.UNAVAILABLE && cause != null) {
			log.atWarn()
				.addKeyValue("cause", Failures.describe(cause))
				.log("The database did not answer, asked the caller to retry");
		}
		return write(exchange, answer, (error instanceof ErrorResponse response) ? response.getHeaders() : null);
	}

	private static ApiException unforeseen(ServerWebExchange exchange, Throwable error) {
		Object route = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
		log.atError()
			.addKeyValue("errorId", UUID.randomUUID())
			.addKeyValue("route", route)
			.setCause(Redacted.of(error))
			.log("An unforeseen error");
		return new ApiException(ErrorCode.INTERNAL);
	}

	private Mono<Void> write(ServerWebExchange exchange, ApiException answer, @Nullable HttpHeaders more) {
		boolean problem = NATIVE_API.matches(exchange.getRequest().getPath().pathWithinApplication());
		ServerHttpResponse response = exchange.getResponse();
		if (more != null) {
			response.getHeaders().putAll(more);
		}
		response.setStatusCode(answer.code().status());
		response.getHeaders().setContentType(problem ? MediaType.APPLICATION_PROBLEM_JSON : MediaType.APPLICATION_JSON);
		answer.retryAfter()
			.ifPresent((wait) -> response.getHeaders()
				.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds()))));
		Optional<String> trace = TraceIds.of(exchange);
		trace.ifPresent((id) -> response.getHeaders().set(TRACE_ID, id));
		byte[] body = this.json.writeValueAsBytes(ErrorBody.of(answer, problem, trace));
		response.getHeaders().setContentLength(body.length);
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
	}

}
