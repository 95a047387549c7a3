package io.followsync.gateway.streaming;

import io.followsync.job.JobProgress;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * The latest state of one job and those who watch it. The seq of what it passes on rises
 * strictly, whatever is offered, from any number of threads.
 */
final class JobChannel {

	private static final long NOTHING_SEEN = -1;

	private final Sinks.Many<JobProgress> states = Sinks.many().replay().latest();

	// Guarded by this.
	private long seq = NOTHING_SEEN;

	// Guarded by the map of channels that holds this one.
	private int streams;

	/** Takes a state; one that is not newer than the latest changes nothing. */
	synchronized void offer(JobProgress progress) {
		if (progress.seq() > this.seq) {
			this.seq = progress.seq();
			this.states.tryEmitNext(progress);
		}
	}

	/** Ends every stream of this job. */
	synchronized void end() {
		this.states.tryEmitComplete();
	}

	synchronized long seq() {
		return this.seq;
	}

	/**
	 * The latest state, then newer ones. A watcher slower than the job skips states and
	 * never the last one: at most two wait for it.
	 */
	Flux<JobProgress> states() {
		// Conflation first, then one state handed over at a time, away from the offering
		// thread.
		return this.states.asFlux().onBackpressureLatest().publishOn(Schedulers.parallel(), 1);
	}

	int streams() {
		return this.streams;
	}

	JobChannel joined() {
		this.streams++;
		return this;
	}

	/** Whether anybody is left. */
	boolean left() {
		this.streams--;
		return this.streams > 0;
	}

}
