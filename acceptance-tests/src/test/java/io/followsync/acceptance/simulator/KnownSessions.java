package io.followsync.acceptance.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.followsync.acceptance.client.JobIds;
import io.followsync.stack.job.Session;

/**
 * Every session that a test used, and every capability that it was given, to be searched
 * for where they must not appear.
 */
public final class KnownSessions {

	private static final Queue<Session> ALL = new ConcurrentLinkedQueue<>();

	private static final Queue<String> CAPABILITIES = new ConcurrentLinkedQueue<>();

	private KnownSessions() {
	}

	public static Session made(long userId) {
		Session session = Session.made(userId);
		ALL.add(session);
		return session;
	}

	/** Remembers a capability that we were given: of an import, or of an owner. */
	public static String granted(String capability) {
		CAPABILITIES.add(capability);
		return capability;
	}

	/** The secrets of all sessions, in each of their forms, and all capabilities. */
	public static Set<String> secrets() {
		Set<String> secrets = new TreeSet<>(CAPABILITIES);
		for (Session session : ALL) {
			String decoded = decoded(session);
			secrets.add(session.csrfToken());
			secrets.add(session.sessionId());
			secrets.add(decoded);
			secrets.add(decoded.split(":")[1]);
		}
		return secrets;
	}

	/**
	 * The part of each secret that stands in all its forms, and all capabilities:
	 * letters, digits, hyphens and underscores only.
	 */
	public static Set<String> words() {
		Set<String> words = new HashSet<>(CAPABILITIES);
		for (Session session : ALL) {
			words.add(session.csrfToken());
			words.add(decoded(session).split(":")[1]);
			words.add(JobIds.of(session));
		}
		return words;
	}

	private static String decoded(Session session) {
		return URLDecoder.decode(session.sessionId(), StandardCharsets.UTF_8);
	}

}
