package io.followsync.gateway.streaming;

import java.util.function.Supplier;

import io.followsync.gateway.jobs.JobStates;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * The latest state of one job, and its watchers. The seq of the states it passes on rises
 * strictly, whatever is offered and from however many threads.
 */
final class JobChannel {

	private static final long NOTHING_SEEN = -1;

	private final Sinks.Many<JobProgress> states = Sinks.many().replay().latest();

	private final JobId job;

	// Guarded by this.
	private @Nullable Mono<JobStates.Snapshot> now;

	// Guarded by this.
	private long seq = NOTHING_SEEN;

	// Guarded by the map of channels that holds this one.
	private int streams;

	JobChannel(JobId job) {
		this.job = job;
	}

	JobId job() {
		return this.job;
	}

	/** The read that all watchers of this channel share, made by the first of them. */
	synchronized Mono<JobStates.Snapshot> now(Supplier<Mono<JobStates.Snapshot>> read) {
		if (this.now == null) {
			this.now = read.get();
		}
		return this.now;
	}

	/** The shared read that replaces one that is too old. */
	synchronized Mono<JobStates.Snapshot> nowAfter(Mono<JobStates.Snapshot> behind,
			Supplier<Mono<JobStates.Snapshot>> read) {
		if (this.now == behind) {
			this.now = null;
		}
		return now(read);
	}

	/** Takes a state; one that is not newer than the latest is ignored. */
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
	 * The latest state, then newer ones. A slow watcher skips states, but never the last
	 * one; at most two states wait for it.
	 */
	Flux<JobProgress> states() {
		// Conflate first, then hand over one state at a time, off the offering thread.
		return this.states.asFlux().onBackpressureLatest().publishOn(Schedulers.parallel(), 1);
	}

	int streams() {
		return this.streams;
	}

	JobChannel join() {
		this.streams++;
		return this;
	}

	/** Removes a watcher; whether any is left. */
	boolean leave() {
		this.streams--;
		return this.streams > 0;
	}

}
