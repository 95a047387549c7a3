package io.followsync.gateway.streaming;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.jobs.JobStates;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The open streams of this replica. A job has a channel only while it is watched. */
@Component
class JobStreams {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

	private final Map<JobId, JobChannel> channels = new ConcurrentHashMap<>();

	private final AtomicInteger open = new AtomicInteger();

	private final StreamSlots slots;

	private volatile boolean closed;

	JobStreams(StreamSlots slots) {
		this.slots = slots;
	}

	/**
	 * Subscribes to a job. Nothing published from now on is missed; undo with
	 * {@link #leave}.
	 * @throws ApiException when too many streams of this job or of such jobs are open, or
	 * the gateway is shutting down
	 */
	JobChannel join(JobStates.Snapshot now) {
		if (this.closed) {
			throw new ApiException(ErrorCode.UNAVAILABLE).retryAfter(RETRY_AFTER);
		}
		JobChannel channel = this.channels.compute(now.job(), (id, present) -> join(now, present));
		this.open.incrementAndGet();
		if (this.closed) {
			closeAll();
		}
		return channel;
	}

	void leave(JobStates.Snapshot now) {
		this.channels.computeIfPresent(now.job(), (id, channel) -> channel.leave() ? channel : null);
		this.slots.leave(now.proven());
		this.open.decrementAndGet();
	}

	/** The state of a job that is watched already, if it is good enough to begin with. */
	Optional<JobStates.Snapshot> state(JobId job) {
		return Optional.ofNullable(this.channels.get(job)).flatMap(JobChannel::state);
	}

	/** Passes a state on to the job's watchers, if any. */
	void publish(JobId job, JobProgress progress) {
		JobChannel channel = this.channels.get(job);
		if (channel != null) {
			channel.offer(progress);
		}
	}

	void apply(JobStates.Change change) {
		switch (change) {
			case JobStates.Change.Moved moved -> publish(moved.job(), moved.progress());
			case JobStates.Change.Removed removed -> {
				JobChannel channel = this.channels.get(removed.job());
				if (channel != null) {
					channel.end();
				}
			}
			// Its watchers keep the last state that could be read.
			case JobStates.Change.Unreadable unreadable -> {
			}
		}
	}

	/** The watched jobs, each with the seq of its latest known state. */
	Map<JobId, Long> known() {
		Map<JobId, Long> known = HashMap.newHashMap(this.channels.size());
		this.channels.forEach((job, channel) -> known.put(job, channel.seq()));
		return known;
	}

	int open() {
		return this.open.get();
	}

	// Nothing else ends detached responses in order: the event loops would cut them.
	@EventListener(ContextClosedEvent.class)
	void close() {
		this.closed = true;
		closeAll();
	}

	private void closeAll() {
		this.channels.values().forEach(JobChannel::end);
	}

	private JobChannel join(JobStates.Snapshot now, @Nullable JobChannel present) {
		JobChannel channel = (present == null) ? new JobChannel(now) : present;
		this.slots.enter(channel.streams(), now.proven());
		return channel.join();
	}

}
