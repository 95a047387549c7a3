package io.followsync.benchmarks.streams;

import java.util.concurrent.TimeUnit;

import io.followsync.benchmarks.process.Await;

/**
 * New states of the watched jobs, each with a commit of its own, as workers make them:
 * one of each job, up to 3,000, at even intervals; of a single job ten. One thread
 * publishes them and waits for each commit, so this is an open loop only as far as it
 * keeps its schedule: {@link Pace} says whether it did.
 */
final class ProgressLoad {

	private static final int MAX_PER_SECOND = 1000;

	private static final int MAX_EVENTS = 3 * MAX_PER_SECOND;

	private static final int EVENTS_OF_ONE_JOB = 10;

	// So that deliveries keep up, at 20,000 a second: a state that a newer one replaces
	// before it is sent is not delivered.
	private static final long NANOS_A_STREAM = TimeUnit.MICROSECONDS.toNanos(50);

	private static final long MIN_INTERVAL_OF_ONE_JOB = TimeUnit.MILLISECONDS.toNanos(250);

	private final StreamCase streams;

	ProgressLoad(StreamCase streams) {
		this.streams = streams;
	}

	/** How many events a round has. */
	int events() {
		return (this.streams.jobs() == 1) ? EVENTS_OF_ONE_JOB : Math.min(this.streams.jobs(), MAX_EVENTS);
	}

	/** How often one of them must reach a client. */
	int deliveries() {
		return events() * this.streams.streamsOfAJob();
	}

	/** Publishes the events of a round. */
	Pace publish(Publish publish) throws Exception {
		long interval = interval();
		long began = System.nanoTime();
		long slip = 0;
		for (int event = 0; event < events(); event++) {
			long due = began + event * interval;
			Await.deadline(due);
			slip = Math.max(slip, System.nanoTime() - due);
			publish.publish((int) ((long) event * this.streams.jobs() / events()));
		}
		double seconds = (double) Math.max(System.nanoTime() - began, interval * events())
				/ TimeUnit.SECONDS.toNanos(1);
		return new Pace((double) slip / TimeUnit.MILLISECONDS.toNanos(1), events() / seconds);
	}

	private long interval() {
		return (this.streams.jobs() == 1) ? Math.max(MIN_INTERVAL_OF_ONE_JOB, this.streams.streams() * NANOS_A_STREAM)
				: TimeUnit.SECONDS.toNanos(1) / Math.min(this.streams.jobs(), MAX_PER_SECOND);
	}

	@FunctionalInterface
	interface Publish {

		/** Gives the job of that number a new state. */
		void publish(int job) throws Exception;

	}

	/**
	 * How the schedule was kept.
	 *
	 * @param maxSlip milliseconds by which an event was published too late
	 * @param perSecond events
	 */
	record Pace(double maxSlip, double perSecond) {
	}

}
