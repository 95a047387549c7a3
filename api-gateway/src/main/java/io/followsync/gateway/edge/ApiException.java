package io.followsync.gateway.edge;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * An error response to a caller. It has no stack trace, since it informs a caller, not a
 * developer. Immutable; each method that adds something returns a changed copy.
 */
public final class ApiException extends RuntimeException {

	private static final String DETAIL = "detail";

	private final ErrorCode code;

	private final transient Map<String, Object> fields;

	private final @Nullable Duration retryAfter;

	public ApiException(ErrorCode code) {
		this(code, Map.of(), null, null);
	}

	/** The response to a failure; the cause is not shown to the caller. */
	public ApiException(ErrorCode code, Throwable cause) {
		this(code, Map.of(), null, cause);
	}

	/** The response to a parameter or body that is not as this sentence says. */
	public static ApiException badRequest(String sentence) {
		return new ApiException(ErrorCode.BAD_REQUEST).detail(sentence);
	}

	private ApiException(ErrorCode code, Map<String, Object> fields, @Nullable Duration retryAfter,
			@Nullable Throwable cause) {
		super(code.sentence(), cause, false, false);
		this.code = code;
		this.fields = fields;
		this.retryAfter = retryAfter;
	}

	/** Adds a field to the body, shown to the caller as it is. */
	public ApiException with(String name, Object value) {
		Map<String, Object> more = new LinkedHashMap<>(this.fields);
		more.put(name, value);
		return new ApiException(this.code, more, this.retryAfter, getCause());
	}

	/**
	 * Adds a sentence for the caller: {@code detail} of a problem, {@code message} in
	 * System A's API.
	 */
	public ApiException detail(String sentence) {
		return with(DETAIL, sentence);
	}

	/** The same for a sentence that says what to do; it is the {@code advice}, too. */
	public ApiException advise(String sentence) {
		return detail(sentence).with("advice", sentence);
	}

	/** Adds {@code Retry-After}, in whole seconds, at least one. */
	public ApiException retryAfter(Duration wait) {
		return new ApiException(this.code, this.fields, wait, getCause());
	}

	public ErrorCode code() {
		return this.code;
	}

	Optional<Duration> retryAfter() {
		return Optional.ofNullable(this.retryAfter);
	}

	/** The body in System A's API: {@code {"error": ...}} and the fields. */
	public Map<String, Object> plainBody() {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("error", this.code.sentence());
		this.fields.forEach((name, value) -> body.put(name.equals(DETAIL) ? "message" : name, value));
		return body;
	}

	/** The body in the native API: a problem (RFC 9457). */
	public Map<String, Object> problemBody(Optional<String> traceId) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("type", this.code.type());
		body.put("title", this.code.sentence());
		body.put("status", this.code.status().value());
		traceId.ifPresent((id) -> body.put("traceId", id));
		body.putAll(this.fields);
		return body;
	}

}
