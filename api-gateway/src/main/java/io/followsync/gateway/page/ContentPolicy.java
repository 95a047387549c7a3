package io.followsync.gateway.page;

import java.util.List;
import java.util.stream.Stream;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What a browser may load and do. Every answer has the strict policy, except the API
 * browser (Swagger UI), whose inline styles need a weaker one.
 */
class ContentPolicy implements ServerHttpHeadersWriter {

	private static final String NAME = "Content-Security-Policy";

	private static final String STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
			+ "img-src 'self' data:; font-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; "
			+ "require-trusted-types-for 'script'; trusted-types 'none'";

	private static final String OF_API_BROWSER = "default-src 'self'; style-src 'self' 'unsafe-inline'; "
			+ "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

	private static final String PERMISSIONS = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

	private static final List<PathPattern> API_BROWSER = Stream
		.of("/swagger-ui.html", "/swagger-ui/**", "/webjars/swagger-ui/**")
		.map(PathPatternParser.defaultInstance::parse)
		.toList();

	@Override
	public Mono<Void> writeHttpHeaders(ServerWebExchange exchange) {
		return Mono.fromRunnable(() -> {
			PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
			HttpHeaders headers = exchange.getResponse().getHeaders();
			headers.set(NAME, API_BROWSER.stream().anyMatch((page) -> page.matches(path)) ? OF_API_BROWSER : STRICT);
			headers.set("Permissions-Policy", PERMISSIONS);
			headers.set("Cross-Origin-Opener-Policy", "same-origin");
			headers.set("Cross-Origin-Resource-Policy", "same-origin");
		});
	}

}
