package io.followsync.gateway.edge;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;

import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ServerWebExchange;

/** Answers that a client may keep, if it asks each time whether they are still right. */
public final class Revalidation {

	private static final int TAG_BYTES = 16;

	private Revalidation() {
	}

	/**
	 * 304 if the client has what this entity tag stands for, and nothing is read then;
	 * else the body with the tag. The tag is read first, so that it is never newer than
	 * the body.
	 */
	public static <T> Mono<ResponseEntity<T>> answer(ServerWebExchange exchange, Mono<String> entityTag, Mono<T> body) {
		return entityTag.flatMap((tag) -> isCurrent(exchange, tag) ? Mono.empty() : body.map(ResponseEntity::ok));
	}

	/**
	 * 304 if the client has this body already, else the body with a tag of its own. It is
	 * read in any case, which is for small bodies that no version tells apart.
	 */
	public static <T> Mono<ResponseEntity<T>> answer(ServerWebExchange exchange, Mono<T> body) {
		return answer(exchange, body, (answer) -> answer);
	}

	/**
	 * The same.
	 * @param content what the tag is of, where not every change of the body counts
	 */
	public static <T> Mono<ResponseEntity<T>> answer(ServerWebExchange exchange, Mono<T> body, Function<T, ?> content) {
		return body.flatMap((answer) -> isCurrent(exchange, entityTag(content.apply(answer))) ? Mono.empty()
				: Mono.just(ResponseEntity.ok(answer)));
	}

	private static boolean isCurrent(ServerWebExchange exchange, String entityTag) {
		exchange.getResponse().getHeaders().setCacheControl(CacheControl.noCache().cachePrivate());
		return exchange.checkNotModified(entityTag);
	}

	private static String entityTag(Object content) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(JsonMapper.shared().writeValueAsBytes(content));
			return "W/\"%s\"".formatted(HexFormat.of().formatHex(hash, 0, TAG_BYTES));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
