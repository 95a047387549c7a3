package io.followsync.simulator.faults;

import io.followsync.simulator.wire.Answer;

import org.springframework.http.MediaType;

/**
 * Answers as recorded in instagram-wire.md 2.1; the README says which of their texts are
 * guesses.
 */
final class Bodies {

	static final Answer THROTTLE_429 = Answer.json(429, """
			{"message":"Please wait a few minutes before you try again.","status":"fail"}""");

	static final Answer THROTTLE_200 = Answer.json(200, """
			{"message":"Please wait a few minutes before you try again.","status":"fail"}""");

	static final Answer RATE_LIMIT_400 = Answer.json(400, """
			{"message":"Please wait a few minutes before you try again.","error_type":"rate_limit_error",\
			"status":"fail"}""");

	static final Answer FEEDBACK_REQUIRED = Answer.json(400, """
			{"message":"feedback_required","spam":true,"feedback_title":"Try Again Later",\
			"feedback_message":"This was done too often.",\
			"feedback_url":"repute/report_problem/instagram_unfollow/","feedback_appeal_label":"Report problem",\
			"feedback_ignore_label":"OK","feedback_action":"report_problem","status":"fail"}""");

	static final Answer CHECKPOINT = Answer.json(400, """
			{"message":"checkpoint_required",\
			"checkpoint_url":"https://www.instagram.com/challenge/?next=%2Fapi%2Fv1%2F","lock":false,\
			"status":"fail"}""");

	static final Answer CHALLENGE = Answer.json(400, """
			{"message":"challenge_required","error_type":"checkpoint_challenge_required",\
			"challenge":{"url":"https://www.instagram.com/challenge/simulated/","api_path":"/challenge/simulated/",\
			"hide_webview_header":true,"lock":true,"logout":false,"native_flow":true},"status":"fail"}""");

	static final Answer MASKED_CHALLENGE_404 = Answer.text(404, MediaType.TEXT_PLAIN_VALUE, "Not Found");

	static final Answer SENTRY_BLOCK = Answer.json(403, """
			{"message":"sentry_block","status":"fail"}""");

	static final Answer SERVER_ERROR_503 = Answer.html(503, "<html><body>Service Unavailable</body></html>");

	static final Answer RETIRED_SURFACE = Answer.html(201, "");

	static final Answer HTML_SHELL = Answer.html(200, shell());

	private static final int SHELL_LENGTH = 600 * 1024;

	private Bodies() {
	}

	/**
	 * An HTML page of scripts that name the viewer as Instagram's logged-out pages do.
	 */
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
