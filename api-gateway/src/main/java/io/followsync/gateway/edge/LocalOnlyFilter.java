package io.followsync.gateway.edge;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Keeps foreign web pages away from a gateway that trusts its own machine: a page can
 * rebind its host name to 127.0.0.1, but cannot change the Host and Origin that the
 * browser sends.
 */
@Component
@ConditionalOnBooleanProperty("followsync.edge.local-only")
@Order(Ordered.HIGHEST_PRECEDENCE)
class LocalOnlyFilter implements WebFilter {

	private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		HttpHeaders headers = exchange.getRequest().getHeaders();
		String origin = headers.getOrigin();
		boolean local = isLocal("http://" + headers.getFirst(HttpHeaders.HOST)) && (origin == null || isLocal(origin));
		return local ? chain.filter(exchange) : Mono.error(new ApiException(ErrorCode.FOREIGN_ORIGIN));
	}

	private static boolean isLocal(String address) {
		return host(address).filter(LOCAL_NAMES::contains).isPresent();
	}

	private static Optional<String> host(String address) {
		try {
			@Nullable String host = URI.create(address).getHost();
			return Optional.ofNullable(host).map((name) -> name.toLowerCase(Locale.ROOT));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
