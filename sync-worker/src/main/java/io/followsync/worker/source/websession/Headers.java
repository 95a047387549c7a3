package io.followsync.worker.source.websession;

import io.followsync.session.WebSession;

import org.springframework.http.HttpHeaders;

/**
 * The headers of Instagram's own page for one session, cookies included.
 */
final class Headers {

	static final String CLAIM = "X-IG-WWW-Claim";

	static final String CLAIM_SET = "x-ig-set-www-claim";

	/** Sent until Instagram sets another. */
	static final String FIRST_CLAIM = "0";

	private static final String REQUESTED_WITH = "X-Requested-With";

	private final HttpHeaders constant = new HttpHeaders();

	Headers(InstagramProperties properties, WebSession session) {
		this.constant.set(HttpHeaders.COOKIE, "sessionid=" + session.sessionId() + "; csrftoken=" + session.csrfToken()
				+ "; ds_user_id=" + session.claimedAccount());
		this.constant.set("X-CSRFToken", session.csrfToken());
		this.constant.set("X-IG-App-ID", properties.appId());
		this.constant.set("X-ASBD-ID", properties.asbdId());
		this.constant.set(HttpHeaders.REFERER, properties.root() + "/");
		this.constant.set("Sec-Fetch-Site", "same-origin");
		this.constant.set("Sec-Fetch-Mode", "cors");
		this.constant.set("Sec-Fetch-Dest", "empty");
		this.constant.set(HttpHeaders.ACCEPT, "*/*");
		// Failures come in the requested language, and some are recognised by their
		// wording.
		this.constant.set(HttpHeaders.ACCEPT_LANGUAGE, "en-US,en;q=0.9");
		this.constant.set(HttpHeaders.USER_AGENT, properties.userAgent());
	}

	void putInto(HttpHeaders headers, Endpoint asked, String claim) {
		headers.putAll(this.constant);
		if (asked.rest()) {
			headers.set(REQUESTED_WITH, "XMLHttpRequest");
			headers.set(CLAIM, claim);
		}
	}

	/** Whether a value that Instagram set can be sent back as it is. */
	static boolean sendable(String claim) {
		return claim.matches("[\\x21-\\x7e]{1,512}");
	}

}
