package io.followsync.acceptance.simulator;

import java.util.Queue;
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

	public static Iterable<Session> all() {
		return ALL;
	}

}
