package io.followsync.gateway.page;

import java.util.List;
import java.util.stream.Stream;

import io.followsync.gateway.edge.SecurityHeaders;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What a browser may load and do. Every response has the strict policy, except the API
 * browser (Swagger UI), whose inline styles need a weaker one.
 */
@Component
class ContentPolicy implements ServerHttpHeadersWriter {

	private static final String API_BROWSER_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; "
			+ "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

	private static final List<PathPattern> API_BROWSER_PATHS = Stream
		.of("/swagger-ui.html", "/swagger-ui/**", "/webjars/swagger-ui/**")
		.map(PathPatternParser.defaultInstance::parse)
		.toList();

	@Override
	public Mono<Void> writeHttpHeaders(ServerWebExchange exchange) {
		return Mono.fromRunnable(() -> {
			PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
			HttpHeaders headers = exchange.getResponse().getHeaders();
			SecurityHeaders.FOR_BROWSERS.forEach(headers::set);
			if (API_BROWSER_PATHS.stream().anyMatch((page) -> page.matches(path))) {
				headers.set(SecurityHeaders.CONTENT_SECURITY_POLICY, API_BROWSER_POLICY);
			}
		});
	}

}
