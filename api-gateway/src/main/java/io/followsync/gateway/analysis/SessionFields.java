package io.followsync.gateway.analysis;

import io.followsync.credential.WebSession;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.edge.JsonBody;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Reads the two values of a web session from a submitted body. Errors are checked in
 * System A's order: no JSON, the CSRF token, the session id, the user id in it.
 *
 * @param csrfToken what its field is called
 * @param sessionId what its field is called
 */
public record SessionFields(String csrfToken, String sessionId) {

	/** As System A's API calls them. */
	public static final SessionFields OF_SYSTEM_A = new SessionFields("csrf_token", "session_id");

	/** As the native API calls them. */
	public static final SessionFields NATIVE = new SessionFields("csrfToken", "sessionId");

	/** Fails with {@link ErrorCode#BODY_TOO_LARGE} beyond the limit. */
	public Mono<WebSession> read(ServerHttpRequest request, int maxBytes) {
		return JsonBody.read(request, maxBytes, this.csrfToken + " and " + this.sessionId).map(this::session);
	}

	private WebSession session(JsonNode json) {
		String token = JsonBody.text(json, this.csrfToken);
		if (token == null || !WebSession.validCsrfToken(token)) {
			throw unusable(ErrorCode.CSRF_TOKEN_REQUIRED, this.csrfToken, token, WebSession.MAX_CSRF_TOKEN,
					json.has("csrftoken"));
		}
		String id = JsonBody.text(json, this.sessionId);
		if (id == null || !WebSession.validSessionId(id)) {
			throw unusable(ErrorCode.SESSION_ID_REQUIRED, this.sessionId, id, WebSession.MAX_SESSION_ID,
					json.has("sessionid"));
		}
		if (WebSession.claimedBy(id).isEmpty()) {
			throw new ApiException(ErrorCode.NO_USER_ID)
				.detail(this.sessionId + " must begin with the digits of a user id, followed by %3A or a colon.");
		}
		return new WebSession(token, id);
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

}
