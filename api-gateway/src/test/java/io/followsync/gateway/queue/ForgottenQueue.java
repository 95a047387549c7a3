package io.followsync.gateway.queue;

/** Lets a test change the database and see it at once. */
public final class ForgottenQueue {

	private ForgottenQueue() {
	}

	public static void forget(RecentQueue recent) {
		recent.standing.expire();
		recent.workload.expire();
		recent.load.expire();
		recent.startedSessions.expire();
		recent.jobs.expire();
	}

}
