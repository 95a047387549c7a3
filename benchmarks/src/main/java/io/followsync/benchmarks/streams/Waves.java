package io.followsync.benchmarks.streams;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A new state of every watched job, once: of a single job at one moment, of more jobs
 * evenly spread over time (open loop), a few at each moment as several workers commit.
 */
final class Waves {

	private static final int AT_A_MOMENT = 50;

	private static final int JOBS_A_SECOND = 3000;

	private final int jobs;

	private long seq;

	Waves(int jobs) {
		this.jobs = jobs;
	}

	@FunctionalInterface
	interface Move {

		/** Gives jobs a new state, from that number on. */
		void move(int first, int count) throws Exception;

	}

	void send(Move move) throws Exception {
		long began = System.nanoTime();
		// What is committed together has one time, but each message of the peer its own.
		int together = (this.jobs > AT_A_MOMENT * 2) ? AT_A_MOMENT : 1;
		for (int first = 0; first < this.jobs; first += together) {
			long due = began + TimeUnit.SECONDS.toNanos(first) / Math.min(this.jobs, JOBS_A_SECOND);
			while (System.nanoTime() < due) {
				LockSupport.parkNanos(due - System.nanoTime());
			}
			move.move(first, Math.min(together, this.jobs - first));
		}
	}

	/** The same for the peer, with messages of the same size. */
	void publish(Nchan nchan, int first, int count) {
		this.seq++;
		for (int channel = first; channel < first + count; channel++) {
			nchan.publish(channel, WatchedJobs.data(this.seq, Watchers.CLOCK.instant()));
		}
	}

}
