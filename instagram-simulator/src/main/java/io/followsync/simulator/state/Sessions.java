package io.followsync.simulator.state;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongPredicate;

import io.followsync.simulator.response.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * The viewer of each session, and the user agent it was first seen with. Used by one
 * thread at a time.
 */
final class Sessions {

	private static final int MAX_AGENTS = 100_000;

	private final Map<String, Event.SessionRule> rules = new HashMap<>();

	private final Set<String> loggedOut = new HashSet<>();

	private final Map<String, String> agents = new LinkedHashMap<>() {
		@Override
		protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
			return size() > MAX_AGENTS;
		}
	};

	void declare(String fingerprint, Event.SessionRule rule) {
		this.rules.put(fingerprint, rule);
		this.loggedOut.remove(fingerprint);
	}

	/** Ends the session until it is declared again. */
	void logOut(SessionCookie cookie) {
		this.loggedOut.add(cookie.fingerprint());
	}

	/**
	 * The viewer of a live session, empty for a dead one. A session that was not declared
	 * is live when it names a known account.
	 */
	OptionalLong viewer(SessionCookie cookie, LongPredicate isAccount) {
		if (isLoggedOut(cookie)) {
			return OptionalLong.empty();
		}
		Event.SessionRule rule = this.rules.get(cookie.fingerprint());
		if (rule == null) {
			return isAccount.test(cookie.claimedId()) ? OptionalLong.of(cookie.claimedId()) : OptionalLong.empty();
		}
		if (!rule.live()) {
			return OptionalLong.empty();
		}
		Long viewer = rule.viewer();
		return OptionalLong.of((viewer != null) ? viewer : cookie.claimedId());
	}

	/**
	 * Why this request is rejected, null if it is not. Checks in the order observed of
	 * the recorded service: headers, session, user agent, the rest.
	 */
	@Nullable Rejection rejection(Event.RequestArrived request, boolean isLive) {
		Rejection flaw = request.flaw();
		SessionCookie session = request.session();
		if (flaw == Rejection.NO_APP_ID || flaw == Rejection.NO_SESSION) {
			return flaw;
		}
		if (session == null || !isLive) {
			return (session != null && isLoggedOut(session)) ? Rejection.LOGGED_OUT : Rejection.DEAD_SESSION;
		}
		return hasKnownAgent(session, request.agent()) ? flaw : Rejection.OTHER_USER_AGENT;
	}

	private boolean isLoggedOut(SessionCookie cookie) {
		return this.loggedOut.contains(cookie.fingerprint());
	}

	/** Whether the session has the user agent that it was first seen with. */
	private boolean hasKnownAgent(SessionCookie cookie, String agentDigest) {
		String first = this.agents.putIfAbsent(cookie.fingerprint(), agentDigest);
		return first == null || first.equals(agentDigest);
	}

}
