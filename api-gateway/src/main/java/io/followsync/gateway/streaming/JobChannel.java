package io.followsync.gateway.streaming;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.followsync.gateway.jobs.JobStates;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.JobState;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The latest state of one job, and its watchers. The seq of the states it passes on rises
 * strictly, whatever is offered and from however many threads.
 */
final class JobChannel {

	private static final long NOTHING_SEEN = -1;

	private final Set<JobWatch.Watcher> watchers = ConcurrentHashMap.newKeySet(1);

	private final JobId job;

	private final boolean proven;

	// Guarded by this.
	private @Nullable Mono<JobStates.Snapshot> now;

	private volatile @Nullable StreamEvent latest;

	private volatile boolean ended;

	// Guarded by the map of channels that holds this one.
	private int streams;

	JobChannel(JobStates.Snapshot found) {
		this.job = found.job();
		this.proven = found.proven();
	}

	JobId job() {
		return this.job;
	}

	/** The read that all watchers of this channel share, made by the first of them. */
	synchronized Mono<JobStates.Snapshot> sharedRead(Supplier<Mono<JobStates.Snapshot>> read) {
		if (this.now == null) {
			this.now = read.get();
		}
		return this.now;
	}

	/** The shared read that replaces one that is too old. */
	synchronized Mono<JobStates.Snapshot> sharedReadAfter(Mono<JobStates.Snapshot> behind,
			Supplier<Mono<JobStates.Snapshot>> read) {
		if (this.now == behind) {
			this.now = null;
		}
		return sharedRead(read);
	}

	/** Takes a state; one that is not newer than the latest is ignored. */
	void offer(JobProgress progress) {
		synchronized (this) {
			if (progress.seq() <= seq()) {
				return;
			}
			this.latest = StreamEvent.of(this.job, progress);
		}
		this.watchers.forEach(JobWatch.Watcher::proceed);
	}

	/** Ends every stream of this job. */
	void end() {
		this.ended = true;
		this.watchers.forEach(JobWatch.Watcher::proceed);
	}

	/**
	 * The latest state, if whoever comes now may begin with it: none at the end, none
	 * that lacks the position in the queue, and none of a job that may have been proven
	 * since.
	 */
	Optional<JobStates.Snapshot> state() {
		return Optional.ofNullable(this.latest)
			.map(StreamEvent::progress)
			.filter((now) -> this.proven && !this.ended && !now.state().isTerminal() && now.state() != JobState.QUEUED)
			.map((now) -> new JobStates.Snapshot(this.job, now, 0, true));
	}

	@Nullable StreamEvent latest() {
		return this.latest;
	}

	boolean isEnded() {
		return this.ended;
	}

	long seq() {
		StreamEvent event = this.latest;
		return (event == null) ? NOTHING_SEEN : event.id().seq();
	}

	/** From now on the watcher learns of each new state. */
	void add(JobWatch.Watcher watcher) {
		this.watchers.add(watcher);
	}

	void remove(JobWatch.Watcher watcher) {
		this.watchers.remove(watcher);
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
