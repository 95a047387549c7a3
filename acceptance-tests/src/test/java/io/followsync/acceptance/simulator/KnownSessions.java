package io.followsync.acceptance.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.followsync.stack.job.Session;

/** Every session that a test used, to be searched for where it must not appear. */
public final class KnownSessions {

	private static final Queue<Session> ALL = new ConcurrentLinkedQueue<>();

	private KnownSessions() {
	}

	public static Session made(long userId) {
		Session session = Session.made(userId);
		ALL.add(session);
		return session;
	}

	/** The secrets of all sessions, in each of their forms. */
	public static Set<String> secrets() {
		Set<String> secrets = new TreeSet<>();
		for (Session session : ALL) {
			String decoded = URLDecoder.decode(session.sessionId(), StandardCharsets.UTF_8);
			secrets.add(session.csrfToken());
			secrets.add(session.sessionId());
			secrets.add(decoded);
			secrets.add(decoded.split(":")[1]);
		}
		return secrets;
	}

}
