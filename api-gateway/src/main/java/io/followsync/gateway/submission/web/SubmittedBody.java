package io.followsync.gateway.submission.web;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.session.WebSession;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;

/**
 * Reads System A's {@code {"csrf_token","session_id"}}. Errors are checked in System A's
 * order: no JSON, csrf_token, session_id, the user id in it.
 */
final class SubmittedBody {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final MediaType ANY_JSON = new MediaType("application", "*+json");

	private SubmittedBody() {
	}

	static WebSession read(MediaType type, byte[] body) {
		JsonNode json = object(type, body);
		String csrfToken = text(json, "csrf_token");
		if (csrfToken == null || !WebSession.validCsrfToken(csrfToken)) {
			throw unusable(ErrorCode.CSRF_TOKEN_REQUIRED, "csrf_token", csrfToken, WebSession.MAX_CSRF_TOKEN);
		}
		String sessionId = text(json, "session_id");
		if (sessionId == null || !WebSession.validSessionId(sessionId)) {
			throw unusable(ErrorCode.SESSION_ID_REQUIRED, "session_id", sessionId, WebSession.MAX_SESSION_ID);
		}
		if (WebSession.claimedBy(sessionId).isEmpty()) {
			throw new ApiException(ErrorCode.NO_USER_ID);
		}
		return new WebSession(csrfToken, sessionId);
	}

	private static ApiException unusable(ErrorCode code, String field, @Nullable String value, int longest) {
		ApiException error = new ApiException(code);
		return (value == null) ? error : error.detail(field + " " + CookieFault.of(value, longest) + ".");
	}

	private static JsonNode object(MediaType type, byte[] body) {
		try {
			JsonNode json = isJson(type) ? JSON.readTree(body) : null;
			if (json != null && json.isObject() && !json.isEmpty()) {
				return json;
			}
		}
		catch (JacksonException ex) {
			// Reported below, without the parser's message, which may quote a secret.
		}
		throw new ApiException(ErrorCode.NO_JSON_DATA);
	}

	private static boolean isJson(MediaType type) {
		return MediaType.APPLICATION_JSON.includes(type) || ANY_JSON.includes(type);
	}

	private static @Nullable String text(JsonNode json, String field) {
		JsonNode value = json.get(field);
		return (value != null && value.isString()) ? value.stringValue() : null;
	}

}
