package io.followsync.gateway.streaming;

import java.util.HashMap;
import java.util.Map;

import io.followsync.gateway.jobs.JobChange;
import io.followsync.gateway.jobs.JobNow;
import io.followsync.gateway.jobs.JobStates;
import io.followsync.job.Capability;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A database that holds one job, whose states the test sets. */
final class KnownStates implements JobStates {

	private final Map<JobId, JobProgress> states = new HashMap<>();

	private Runnable whileReading = () -> {
	};

	private boolean away;

	private int reads;

	void put(JobId job, JobProgress progress) {
		this.states.put(job, progress);
	}

	void remove(JobId job) {
		this.states.remove(job);
	}

	/** Runs once, after the state was read and before it is delivered. */
	void whileReading(Runnable event) {
		this.whileReading = event;
	}

	void away(boolean away) {
		this.away = away;
	}

	/** How often the state of a single job was read. */
	int reads() {
		return this.reads;
	}

	@Override
	public Mono<JobNow> find(Capability capability) {
		return Mono.defer(() -> {
			this.reads++;
			return Mono.justOrEmpty(this.states.keySet().stream().findAny()).map(this::now);
		});
	}

	@Override
	public Mono<JobNow> find(JobId job) {
		return Mono.defer(() -> {
			this.reads++;
			JobNow now = this.states.containsKey(job) ? now(job) : null;
			Runnable event = this.whileReading;
			this.whileReading = () -> {
			};
			event.run();
			return Mono.justOrEmpty(now);
		});
	}

	@Override
	public Flux<JobChange> changesSince(Map<JobId, Long> known) {
		if (this.away) {
			return Flux.error(new IllegalStateException("the database is away"));
		}
		return Flux.fromIterable(known.entrySet()).handle((entry, out) -> {
			JobProgress state = this.states.get(entry.getKey());
			if (state == null) {
				out.next(new JobChange.Removed(entry.getKey()));
			}
			else if (state.seq() > entry.getValue()) {
				out.next(new JobChange.Moved(entry.getKey(), state));
			}
		});
	}

	private JobNow now(JobId job) {
		return new JobNow(job, this.states.get(job), 0, true);
	}

}
