package io.followsync.worker.source.websession;

import io.followsync.credential.WebSession;

import org.springframework.http.HttpHeaders;

/**
 * The headers of Instagram's own page for one session, cookies included. Like a browser
 * tab, it keeps only the claim that Instagram last set.
 */
final class SessionHeaders {

	private static final String FIRST_CLAIM = "0";

	private final HttpHeaders constant = new HttpHeaders();

	private volatile String claim = FIRST_CLAIM;

	SessionHeaders(WebSessionConfiguration.Properties properties, WebSession session) {
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

	void addTo(HttpHeaders request, InstagramRequest.Endpoint endpoint) {
		request.putAll(this.constant);
		if (endpoint.isRestApi()) {
			request.set("X-Requested-With", "XMLHttpRequest");
			request.set("X-IG-WWW-Claim", this.claim);
		}
	}

	/** Ignores a claim that could not be sent back as it is. */
	void rememberClaim(HttpHeaders response) {
		String set = response.getFirst("x-ig-set-www-claim");
		if (set != null && set.matches("[\\x21-\\x7e]{1,512}")) {
			this.claim = set;
		}
	}

}
