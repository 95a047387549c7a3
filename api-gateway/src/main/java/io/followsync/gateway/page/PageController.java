package io.followsync.gateway.page;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.swagger.v3.oas.annotations.Hidden;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * Serves the files of the page. A browser may cache each file but must revalidate it, so
 * that the page and its modules are of one version.
 */
@RestController
@Hidden
record PageController(PageFiles files) {

	@GetMapping({ "/", "/index.html", "/app.css", "/icon.svg", "/app/{*file}", "/fonts/{font:[A-Za-z-]+\\.[a-z0-9]+}" })
	Mono<Void> file(ServerWebExchange exchange) {
		PageFiles.PageFile file = this.files.find(exchange.getRequest().getPath().pathWithinApplication().value())
			.orElseThrow(() -> new ApiException(ErrorCode.ENDPOINT_NOT_FOUND));
		boolean compressed = file.isCompressible() && acceptsGzip(exchange.getRequest().getHeaders());
		ServerHttpResponse response = exchange.getResponse();
		HttpHeaders headers = response.getHeaders();
		headers.setCacheControl(CacheControl.noCache());
		headers.setVary(List.of(HttpHeaders.ACCEPT_ENCODING));
		if (exchange.checkNotModified('"' + file.version() + (compressed ? "-gzip\"" : "\""))) {
			return response.setComplete();
		}
		MediaType type = file.type();
		headers.setContentType(type.getType().equals("text") ? new MediaType(type, StandardCharsets.UTF_8) : type);
		if (compressed) {
			headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
		}
		byte[] content = compressed ? file.compressed() : file.plain();
		headers.setContentLength(content.length);
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(content)));
	}

	private static boolean acceptsGzip(HttpHeaders headers) {
		return headers.getValuesAsList(HttpHeaders.ACCEPT_ENCODING)
			.stream()
			.map(String::strip)
			.anyMatch((coding) -> coding.matches("gzip(\\s*;\\s*q=(1|0\\.[0-9]*[1-9]).*)?"));
	}

}
