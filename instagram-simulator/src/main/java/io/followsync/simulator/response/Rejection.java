package io.followsync.simulator.response;

import java.util.function.Function;

/**
 * Why a request does not get what it asks for. Each response is the one recorded in
 * instagram-wire.md 2.1, or described in the README.
 */
public enum Rejection {

	NO_APP_ID(ApiResponse.html(403, "")),

	NO_SESSION((path) -> path.contains("web_profile_info") ? deadSession() : ApiResponse.Redirect.toLogin(path)),

	/** Says "wait" in exactly the bytes with which a live session is throttled. */
	DEAD_SESSION(deadSession()),

	LOGGED_OUT(ApiResponse.json(403, """
			{"message":"login_required","error_title":"You've Been Logged Out",\
			"error_body":"Please log back in.","logout_reason":8,"status":"fail"}""")),

	OTHER_USER_AGENT(fail(400, "useragent mismatch")),

	NO_CSRF_MATCH(ApiResponse.html(403, "<!DOCTYPE html><html><body>This page could not be loaded.</body></html>")),

	BAD_COUNT(fail(400, "Invalid count")), BAD_CURSOR(fail(400, "Invalid max_id")),

	NO_SUCH_USER(fail(404, "User not found")), BAD_FORM(fail(400, "Invalid user_ids"));

	private final Function<String, ApiResponse> response;

	Rejection(ApiResponse response) {
		this((path) -> response);
	}

	Rejection(Function<String, ApiResponse> response) {
		this.response = response;
	}

	/** The response to a request with that path and query. */
	public ApiResponse response(String path) {
		return this.response.apply(path);
	}

	private static ApiResponse deadSession() {
		return ApiResponse.json(401, """
				{"message":"Please wait a few minutes before you try again.","require_login":true,\
				"igweb_rollout":true,"status":"fail"}""");
	}

	private static ApiResponse fail(int status, String message) {
		return ApiResponse.json(status, "{\"message\":\"" + message + "\",\"status\":\"fail\"}");
	}

}
