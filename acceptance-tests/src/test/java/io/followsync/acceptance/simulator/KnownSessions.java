package io.followsync.acceptance.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.followsync.stack.job.Session;

/** Every session that a test used, so that it can be looked for where it must not be. */
public final class KnownSessions {

	private static final Queue<Session> ALL = new ConcurrentLinkedQueue<>();

	private KnownSessions() {
	}

	public static Session made(long userId) {
		Session session = Session.made(userId);
		ALL.add(session);
		return session;
	}

	/** What must not be seen of any of them, in each of its forms. */
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
