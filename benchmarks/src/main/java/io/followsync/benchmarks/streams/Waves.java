package io.followsync.benchmarks.streams;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * New states of the watched jobs, each with a commit of its own, as workers make them: of
 * a single job at one moment, of more jobs evenly spread over time (open loop), of many
 * only every so manyth.
 */
final class Waves {

	private static final int JOBS_A_SECOND = 1000;

	private static final int MOST = 3 * JOBS_A_SECOND;

	private final int jobs;

	private long seq;

	Waves(int jobs) {
		this.jobs = jobs;
	}

	@FunctionalInterface
	interface Move {

		/** Gives the job of that number a new state. */
		void move(int job) throws Exception;

	}

	void send(Move move) throws Exception {
		long began = System.nanoTime();
		int moving = Math.min(this.jobs, MOST);
		for (int moved = 0; moved < moving; moved++) {
			long due = began + TimeUnit.SECONDS.toNanos(moved) / Math.min(this.jobs, JOBS_A_SECOND);
			while (System.nanoTime() < due) {
				LockSupport.parkNanos(due - System.nanoTime());
			}
			move.move((int) ((long) moved * this.jobs / moving));
		}
	}

	/** The same for the peer, with messages of the same size. */
	void publish(Nchan nchan, int channel) {
		this.seq++;
		nchan.publish(channel, WatchedJobs.data(this.seq, Watchers.CLOCK.instant()));
	}

}
