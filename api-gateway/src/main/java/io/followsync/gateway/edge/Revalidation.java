package io.followsync.gateway.edge;

import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ServerWebExchange;

/** Answers that a client may keep, if it asks each time whether they are still right. */
public final class Revalidation {

	private Revalidation() {
	}

	/**
	 * 304 if the client has what this entity tag stands for, and nothing is read then;
	 * else the body with the tag. The tag is read first, so that it is never newer than
	 * the body.
	 */
	public static <T> Mono<ResponseEntity<T>> answer(ServerWebExchange exchange, Mono<String> entityTag, Mono<T> body) {
		return entityTag.flatMap((tag) -> {
			HttpHeaders headers = exchange.getResponse().getHeaders();
			headers.setCacheControl(CacheControl.noCache().cachePrivate());
			return exchange.checkNotModified(tag) ? Mono.empty() : body.map(ResponseEntity::ok);
		});
	}

}
