package io.followsync.gateway.streaming;

import java.util.HashMap;
import java.util.Map;

import io.followsync.gateway.jobs.JobStates;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A database that holds one job, whose states the test sets. */
final class KnownStates implements JobStates {

	private final Map<JobId, JobProgress> states = new HashMap<>();

	private final Map<Integer, Runnable> duringReads = new HashMap<>();

	private boolean away;

	private int reads;

	void put(JobId job, JobProgress progress) {
		this.states.put(job, progress);
	}

	void remove(JobId job) {
		this.states.remove(job);
	}

	/** Runs after the state was read for the nth time and before it is delivered. */
	void duringRead(int number, Runnable event) {
		this.duringReads.put(number, event);
	}

	void away(boolean away) {
		this.away = away;
	}

	/** How often the state of a single job was read. */
	int reads() {
		return this.reads;
	}

	@Override
	public Mono<Snapshot> find(JobId job) {
		return Mono.defer(() -> {
			this.reads++;
			Snapshot now = this.states.containsKey(job) ? now(job) : null;
			this.duringReads.getOrDefault(this.reads, () -> {
			}).run();
			return Mono.justOrEmpty(now);
		});
	}

	@Override
	public Flux<Change> changesSince(Map<JobId, Long> known) {
		if (this.away) {
			return Flux.error(new IllegalStateException("the database is away"));
		}
		return Flux.fromIterable(known.entrySet()).handle((entry, out) -> {
			JobProgress state = this.states.get(entry.getKey());
			if (state == null) {
				out.next(new Change.Removed(entry.getKey()));
			}
			else if (state.seq() > entry.getValue()) {
				out.next(new Change.Moved(entry.getKey(), state));
			}
		});
	}

	private Snapshot now(JobId job) {
		return new Snapshot(job, this.states.get(job), 0, true);
	}

}
