package io.followsync.gateway.analysis.web;

import io.followsync.credential.WebSession;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
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
		if (!isJson(type)) {
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

	private static boolean isJson(MediaType type) {
		return MediaType.APPLICATION_JSON.includes(type) || ANY_JSON.includes(type);
	}

	private static @Nullable String text(JsonNode json, String field) {
		JsonNode value = json.get(field);
		return (value != null && value.isString()) ? value.stringValue() : null;
	}

}
