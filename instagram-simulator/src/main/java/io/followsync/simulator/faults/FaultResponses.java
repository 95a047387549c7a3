package io.followsync.simulator.faults;

import java.util.Arrays;
import java.util.Set;

import io.followsync.simulator.response.ApiResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.MediaType;

/**
 * What faults send instead of the right response, or make of it. The fixed ones are as
 * recorded in instagram-wire.md 2.1; the README says which of their texts are guesses.
 */
final class FaultResponses {

	static final ApiResponse THROTTLE_429 = ApiResponse.json(429, """
			{"message":"Please wait a few minutes before you try again.","status":"fail"}""");

	static final ApiResponse THROTTLE_200 = ApiResponse.json(200, """
			{"message":"Please wait a few minutes before you try again.","status":"fail"}""");

	static final ApiResponse RATE_LIMIT_400 = ApiResponse.json(400, """
			{"message":"Please wait a few minutes before you try again.","error_type":"rate_limit_error",\
			"status":"fail"}""");

	static final ApiResponse FEEDBACK_REQUIRED = ApiResponse.json(400, """
			{"message":"feedback_required","spam":true,"feedback_title":"Try Again Later",\
			"feedback_message":"This was done too often.",\
			"feedback_url":"repute/report_problem/instagram_unfollow/","feedback_appeal_label":"Report problem",\
			"feedback_ignore_label":"OK","feedback_action":"report_problem","status":"fail"}""");

	static final ApiResponse CHECKPOINT = ApiResponse.json(400, """
			{"message":"checkpoint_required",\
			"checkpoint_url":"https://www.instagram.com/challenge/?next=%2Fapi%2Fv1%2F","lock":false,\
			"status":"fail"}""");

	static final ApiResponse CHALLENGE = ApiResponse.json(400, """
			{"message":"challenge_required","error_type":"checkpoint_challenge_required",\
			"challenge":{"url":"https://www.instagram.com/challenge/simulated/","api_path":"/challenge/simulated/",\
			"hide_webview_header":true,"lock":true,"logout":false,"native_flow":true},"status":"fail"}""");

	static final ApiResponse MASKED_CHALLENGE_404 = ApiResponse.text(404, MediaType.TEXT_PLAIN_VALUE, "Not Found");

	static final ApiResponse SENTRY_BLOCK = ApiResponse.json(403, """
			{"message":"sentry_block","status":"fail"}""");

	static final ApiResponse SERVER_ERROR_503 = ApiResponse.html(503, "<html><body>Service Unavailable</body></html>");

	static final ApiResponse RETIRED_SURFACE = ApiResponse.html(201, "");

	static final ApiResponse HTML_SHELL = ApiResponse.html(200, shell());

	private static final int SHELL_LENGTH = 600 * 1024;

	/** The members of any response that a client reads. */
	private static final Set<String> PAYLOAD = Set.of("users", "user", "data", "form_data", "following", "followed_by");

	/** Half of the response, with the content length of that half. */
	static ApiResponse truncate(ApiResponse response) {
		return ApiResponse.json(response.status(), Arrays.copyOf(response.bytes(), response.bytes().length / 2));
	}

	/** Half of the response, with the content length of the whole. */
	static ApiResponse reset(ApiResponse response) {
		return new ApiResponse.Reset(response.bytes());
	}

	/**
	 * The payload in another type: a list becomes an object keyed by index, anything else
	 * a list of one.
	 */
	static ApiResponse changeTypes(ApiResponse response) {
		if (!(JsonMapper.shared().readTree(response.bytes()) instanceof ObjectNode body)) {
			return response;
		}
		PAYLOAD.stream().filter(body::has).forEach((key) -> body.set(key, otherType(body.required(key))));
		return ApiResponse.json(response.status(), body.toString());
	}

	private static JsonNode otherType(JsonNode value) {
		if (!value.isArray()) {
			return JsonNodeFactory.instance.arrayNode().add(value);
		}
		ObjectNode byIndex = JsonNodeFactory.instance.objectNode();
		value.valueStream().forEach((element) -> byIndex.set(Integer.toString(byIndex.size()), element));
		return byIndex;
	}

	/** Scripts that name the viewer as Instagram's logged-out pages do. */
	private static String shell() {
		StringBuilder page = new StringBuilder(SHELL_LENGTH + 1024).append("""
				<!DOCTYPE html>
				<html lang="en" class="_9dls"><head><meta charset="utf-8"><title>Instagram</title></head><body>
				<script type="application/json" data-sjs>{"require":[["CurrentUserInitialData",[],\
				{"USER_ID":"0","ACCOUNT_ID":"0"},270]]}</script>
				""");
		for (int module = 0; page.length() < SHELL_LENGTH; module++) {
			page.append("<script type=\"application/json\" data-content-len=\"64\" data-sjs>{\"require\":[[\"Module")
				.append(module)
				.append("\",\"handle\",null,[{\"__bbox\":{\"status\":\"ok\"}}]]]}</script>\n");
		}
		return page.append("</body></html>\n").toString();
	}

}
