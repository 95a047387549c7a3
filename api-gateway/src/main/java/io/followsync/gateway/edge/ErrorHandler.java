package io.followsync.gateway.edge;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.followsync.runtime.database.DatabaseOutage;
import io.followsync.runtime.logging.Failures;
import io.followsync.runtime.logging.Failures.Redacted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Answers every error: {@code {"error": ...}} in System A's API, a problem (RFC 9457)
 * under {@code /api/v1}. An unexpected exception is logged once, under its own id, and
 * nothing of it reaches the caller. While calls are traced, the response carries the
 * trace id.
 */
@Component
@Order(-2) // before Boot's own handler
record ErrorHandler(JsonMapper json) implements WebExceptionHandler, ServerExchangeRejectedHandler {

	private static final Logger log = LoggerFactory.getLogger(ErrorHandler.class);

	private static final PathPattern NATIVE_API = PathPatternParser.defaultInstance.parse("/api/v1/**");

	private static final String TRACE_ID = "X-Trace-Id";

	private static final Duration DATABASE_RETRY = Duration.ofSeconds(5);

	private static final Set<HttpMethod> KNOWN_METHODS = Set.of(HttpMethod.values());

	/**
	 * Answers requests that the firewall rejects, such as those with encoded slashes or
	 * null characters in the path, as requests for a job or an endpoint that does not
	 * exist, or for a method that is not allowed.
	 */
	@Override
	public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException rejection) {
		HttpMethod method = exchange.getRequest().getMethod();
		if (!KNOWN_METHODS.contains(method) || method == HttpMethod.TRACE) {
			return Mono.error(() -> new ApiException(ErrorCode.METHOD_NOT_ALLOWED));
		}
		boolean ofJob = exchange.getRequest().getPath().value().matches("/api/(status|job|jobs|debug|v1/jobs)/.+");
		return Mono.error(() -> new ApiException(ofJob ? ErrorCode.JOB_NOT_FOUND : ErrorCode.ENDPOINT_NOT_FOUND));
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
		if (exchange.getResponse().isCommitted()) {
			log.atDebug()
				.setCause(Redacted.of(error))
				.log("Response failed after it had begun, closing the connection");
			return Mono.error(Redacted.of(error));
		}
		if (DisconnectedClientHelper.isClientDisconnectedException(error)) {
			// Nobody reads the status, but calls are measured by it.
			log.atDebug().setCause(Redacted.of(error)).log("Client disconnected, sending no response");
			exchange.getResponse().setStatusCode(HttpStatus.BAD_REQUEST);
			return Mono.empty();
		}
		ApiException answer = translate(exchange, error);
		Throwable cause = answer.getCause();
		if (answer.code() == ErrorCode.UNAVAILABLE && cause != null) {
			log.atWarn()
				.addKeyValue("error", Failures.describe(cause))
				.log("Database did not answer, asking the caller to retry");
		}
		return write(exchange, answer,
				(error instanceof ErrorResponse response) ? response.getHeaders() : HttpHeaders.EMPTY);
	}

	private static ApiException translate(ServerWebExchange exchange, Throwable error) {
		return switch (error) {
			case ApiException expected -> expected;
			case DataBufferLimitException tooLarge -> new ApiException(ErrorCode.BODY_TOO_LARGE);
			case ServerWebInputException input -> InputErrors.translate(input);
			case ResponseStatusException status -> status.getStatusCode().is4xxClientError()
					? new ApiException(ErrorCode.ofStatus(status.getStatusCode().value()))
					: unexpected(exchange, error);
			case Throwable outage when DatabaseOutage.caused(outage) ->
				new ApiException(ErrorCode.UNAVAILABLE, outage).retryAfter(DATABASE_RETRY);
			default -> unexpected(exchange, error);
		};
	}

	private static ApiException unexpected(ServerWebExchange exchange, Throwable error) {
		Object route = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
		log.atError()
			.addKeyValue("errorId", UUID.randomUUID())
			.addKeyValue("route", route)
			.setCause(Redacted.of(error))
			.log("Request failed with an unexpected error, answering 500");
		return new ApiException(ErrorCode.INTERNAL);
	}

	private Mono<Void> write(ServerWebExchange exchange, ApiException answer, HttpHeaders more) {
		boolean problem = NATIVE_API.matches(exchange.getRequest().getPath().pathWithinApplication());
		ServerHttpResponse response = exchange.getResponse();
		response.getHeaders().putAll(more);
		response.setStatusCode(answer.code().status());
		response.getHeaders().setContentType(problem ? MediaType.APPLICATION_PROBLEM_JSON : MediaType.APPLICATION_JSON);
		answer.retryAfter()
			.ifPresent((wait) -> response.getHeaders()
				.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds()))));
		Optional<String> traceId = CallObservations.traceId(exchange);
		traceId.ifPresent((id) -> response.getHeaders().set(TRACE_ID, id));
		Map<String, Object> body = problem ? answer.problemBody(traceId) : answer.plainBody();
		byte[] bytes = this.json.writeValueAsBytes(body);
		response.getHeaders().setContentLength(bytes.length);
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
	}

}
