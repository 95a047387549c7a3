package io.followsync.gateway.analysis.web;

import java.io.ByteArrayOutputStream;

import io.followsync.credential.WebSession;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Reads System A's {@code {"csrf_token","session_id"}} up to a limit and not a buffer
 * further. Errors are checked in System A's order: no JSON, csrf_token, session_id, the
 * user id in it. {@code DataBufferUtils.join} is not used: inside a handler the buffer
 * that exceeds its limit is released twice, by its own discard hook and by WebFlux's,
 * which breaks the connection.
 */
final class SubmittedBody {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final MediaType ANY_JSON = new MediaType("application", "*+json");

	private final int maxBytes;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private SubmittedBody(int maxBytes) {
		this.maxBytes = maxBytes;
	}

	/**
	 * Fails with {@link ErrorCode#BODY_TOO_LARGE} beyond the limit. An absent body is an
	 * empty one.
	 */
	static Mono<WebSession> read(ServerHttpRequest request, int maxBytes) {
		return Mono.defer(() -> {
			SubmittedBody body = new SubmittedBody(maxBytes);
			return request.getBody()
				.map(body::take)
				.takeUntil((exceeded) -> exceeded)
				.then(Mono.fromSupplier(() -> session(contentType(request.getHeaders()), body.whole())));
		});
	}

	/** Whether the limit is exceeded, so that no more is to be read. */
	private boolean take(DataBuffer buffer) {
		try {
			byte[] part = new byte[Math.min(buffer.readableByteCount(), this.maxBytes + 1 - this.bytes.size())];
			buffer.read(part);
			this.bytes.writeBytes(part);
			return isExceeded();
		}
		finally {
			DataBufferUtils.release(buffer);
		}
	}

	private boolean isExceeded() {
		return this.bytes.size() > this.maxBytes;
	}

	private byte[] whole() {
		if (isExceeded()) {
			throw new ApiException(ErrorCode.BODY_TOO_LARGE);
		}
		return this.bytes.toByteArray();
	}

	private static MediaType contentType(HttpHeaders headers) {
		try {
			MediaType type = headers.getContentType();
			return (type != null) ? type : MediaType.APPLICATION_OCTET_STREAM;
		}
		catch (InvalidMediaTypeException ex) {
			return MediaType.APPLICATION_OCTET_STREAM;
		}
	}

	private static WebSession session(MediaType type, byte[] body) {
		JsonNode json = object(type, body);
		String csrfToken = text(json, "csrf_token");
		if (csrfToken == null || !WebSession.validCsrfToken(csrfToken)) {
			throw unusable(ErrorCode.CSRF_TOKEN_REQUIRED, "csrf_token", csrfToken, WebSession.MAX_CSRF_TOKEN,
					json.has("csrftoken"));
		}
		String sessionId = text(json, "session_id");
		if (sessionId == null || !WebSession.validSessionId(sessionId)) {
			throw unusable(ErrorCode.SESSION_ID_REQUIRED, "session_id", sessionId, WebSession.MAX_SESSION_ID,
					json.has("sessionid"));
		}
		if (WebSession.claimedBy(sessionId).isEmpty()) {
			throw new ApiException(ErrorCode.NO_USER_ID)
				.detail("session_id must begin with the digits of a user id, followed by %3A or a colon.");
		}
		return new WebSession(csrfToken, sessionId);
	}

	private static ApiException unusable(ErrorCode code, String field, @Nullable String value, int maxLength,
			boolean isNamedAsCookie) {
		ApiException error = new ApiException(code);
		if (value != null) {
			return error.detail(field + " " + fault(value, maxLength) + ".");
		}
		return isNamedAsCookie ? error.detail("The field is called " + field + ", unlike the cookie.") : error;
	}

	// Says what is wrong with a cookie value and repeats nothing of it. The page says the
	// same (cookies.js).
	private static String fault(String value, int maxLength) {
		if (value.isEmpty()) {
			return "is empty";
		}
		if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
			return "contains a line break";
		}
		if (value.chars().anyMatch((c) -> Character.isWhitespace(c) || Character.isSpaceChar(c))) {
			return "contains a space";
		}
		if (value.indexOf('"') >= 0 || value.indexOf('\'') >= 0) {
			return "contains a quotation mark";
		}
		if (value.endsWith(";")) {
			return "ends with ;";
		}
		if (value.indexOf(';') >= 0) {
			return "contains ;";
		}
		return (value.length() > maxLength) ? "is longer than " + maxLength + " characters"
				: "contains a character that the cookie never has";
	}

	private static JsonNode object(MediaType type, byte[] body) {
		if (body.length == 0) {
			throw noJson("The body is empty.");
		}
		if (!MediaType.APPLICATION_JSON.includes(type) && !ANY_JSON.includes(type)) {
			throw noJson("Send the body with Content-Type: application/json.");
		}
		JsonNode json = parse(body);
		if (!json.isObject() || json.isEmpty()) {
			throw noJson("The body must be an object with csrf_token and session_id.");
		}
		return json;
	}

	private static JsonNode parse(byte[] body) {
		try {
			return JSON.readTree(body);
		}
		catch (JacksonException ex) {
			// Without the parser's message, which may quote a secret.
			throw noJson("The body is not valid JSON.");
		}
	}

	private static ApiException noJson(String reason) {
		return new ApiException(ErrorCode.NO_JSON_DATA).detail(reason);
	}

	private static @Nullable String text(JsonNode json, String field) {
		JsonNode value = json.get(field);
		return (value != null && value.isString()) ? value.stringValue() : null;
	}

}
