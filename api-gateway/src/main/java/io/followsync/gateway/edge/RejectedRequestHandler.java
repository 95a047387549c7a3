package io.followsync.gateway.edge;

import java.util.Set;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answers requests that the firewall rejects, such as those with encoded slashes or null
 * characters in the path, as requests for a job or an endpoint that does not exist, or
 * for a method that is not allowed.
 */
@Component
class RejectedRequestHandler implements ServerExchangeRejectedHandler {

	private static final Set<HttpMethod> KNOWN_METHODS = Set.of(HttpMethod.values());

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException rejection) {
		return Mono.error(() -> new ApiException(code(exchange)));
	}

	private static ErrorCode code(ServerWebExchange exchange) {
		String path = exchange.getRequest().getPath().value();
		if (!KNOWN_METHODS.contains(exchange.getRequest().getMethod())
				|| exchange.getRequest().getMethod() == HttpMethod.TRACE) {
			return ErrorCode.METHOD_NOT_ALLOWED;
		}
		return path.matches("/api/(status|job|jobs|debug|v1/jobs)/.+") ? ErrorCode.JOB_NOT_FOUND
				: ErrorCode.ENDPOINT_NOT_FOUND;
	}

}
