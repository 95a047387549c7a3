package io.followsync.gateway.streaming;

import io.followsync.gateway.jobs.JobNow;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import org.jspecify.annotations.Nullable;

/**
 * One event of a stream.
 *
 * @param position in the queue, set only in snapshots of queued jobs
 */
public record StreamEvent(Type type, EventId id, JobProgress progress,
		@Nullable Integer position) implements StreamSignal {

	/** The kinds of events; on the wire their names are in lower case. */
	public enum Type {

		/** The state at the moment of connecting. */
		SNAPSHOT, PROGRESS, WAITING, COMPLETED, FAILED, CANCELLED

	}

	/** The first event of a stream: a snapshot, unless the job has ended. */
	static StreamEvent first(JobNow now) {
		Integer position = (now.position() > 0) ? now.position() : null;
		return now.progress().state().terminal() ? of(now.job(), now.progress())
				: new StreamEvent(Type.SNAPSHOT, EventId.of(now.job(), now.progress().seq()), now.progress(), position);
	}

	static StreamEvent of(JobId job, JobProgress progress) {
		Type type = switch (progress.state()) {
			case UPLOADING, QUEUED, RUNNING -> Type.PROGRESS;
			case PARKED -> Type.WAITING;
			case COMPLETED -> Type.COMPLETED;
			case FAILED -> Type.FAILED;
			case CANCELLED -> Type.CANCELLED;
		};
		return new StreamEvent(type, EventId.of(job, progress.seq()), progress, null);
	}

	/** Whether this is the last event. */
	public boolean terminal() {
		return this.progress.state().terminal();
	}

}
