package io.followsync.simulator.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * The viewer of each session, and the user agent it was first seen with. Used by one
 * thread at a time.
 */
public final class Sessions {

	private static final int MAX_AGENTS = 100_000;

	private final Map<String, SessionRule> rules = new HashMap<>();

	private final Set<String> loggedOut = new HashSet<>();

	private final Map<String, String> agents = new LinkedHashMap<>() {
		@Override
		protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
			return size() > MAX_AGENTS;
		}
	};

	public void declare(String fingerprint, SessionRule rule) {
		this.rules.put(fingerprint, rule);
		this.loggedOut.remove(fingerprint);
	}

	/** Ends the session until it is declared again. */
	public void logOut(SessionCookie cookie) {
		this.loggedOut.add(cookie.fingerprint());
	}

	/** Whether the session was live once and then logged out. */
	public boolean isLoggedOut(SessionCookie cookie) {
		return this.loggedOut.contains(cookie.fingerprint());
	}

	/**
	 * The viewer of a live session, empty for a dead one. A session that was not declared
	 * is live when it names a known account.
	 */
	public OptionalLong viewer(SessionCookie cookie, LongPredicate isAccount) {
		if (isLoggedOut(cookie)) {
			return OptionalLong.empty();
		}
		SessionRule rule = this.rules.get(cookie.fingerprint());
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
	 * Whether the session still uses the user agent it was first seen with; true on first
	 * use.
	 */
	public boolean keepsAgent(SessionCookie cookie, String agentDigest) {
		String first = this.agents.putIfAbsent(cookie.fingerprint(), agentDigest);
		return first == null || first.equals(agentDigest);
	}

}
