package io.followsync.gateway.streaming;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.followsync.gateway.jobs.JobStates;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import org.jspecify.annotations.Nullable;

/**
 * One event of a stream.
 *
 * @param position in the queue, set only in snapshots of queued jobs
 */
public record StreamEvent(Type type, Id id, JobProgress progress,
		@Nullable Integer position) implements JobEvents.Signal {

	/** The kinds of events; on the wire their names are in lower case. */
	public enum Type {

		/** The state at the moment of connecting. */
		SNAPSHOT, PROGRESS, WAITING, COMPLETED, FAILED, CANCELLED

	}

	/**
	 * The last event that a watcher has seen, as {@code <run>-<seq>}. The run differs
	 * between a deleted analysis and its resubmission, so an old id never hides a new
	 * run.
	 */
	public record Id(String run, long seq) {

		private static final Pattern FORM = Pattern.compile("([0-9a-f]{8})-(\\d{1,18})");

		public static Id of(JobId job, long seq) {
			return new Id(job.run(), seq);
		}

		/** Empty for a text that {@link #toString()} cannot have made. */
		public static Optional<Id> parse(String text) {
			Matcher matcher = FORM.matcher(text);
			return matcher.matches() ? Optional.of(new Id(matcher.group(1), Long.parseLong(matcher.group(2))))
					: Optional.empty();
		}

		/** Whether a watcher has seen a later state of the same run already. */
		static boolean isBehind(JobStates.Snapshot state, Optional<Id> last) {
			return last.filter((seen) -> seen.run.equals(state.job().run()) && seen.seq > state.progress().seq())
				.isPresent();
		}

		@Override
		public String toString() {
			return this.run + "-" + this.seq;
		}

	}

	/** The first event of a stream: a snapshot, unless the job has ended. */
	static StreamEvent first(JobStates.Snapshot now) {
		Integer position = (now.position() > 0) ? now.position() : null;
		return now.progress().state().isTerminal() ? of(now.job(), now.progress())
				: new StreamEvent(Type.SNAPSHOT, Id.of(now.job(), now.progress().seq()), now.progress(), position);
	}

	static StreamEvent of(JobId job, JobProgress progress) {
		Type type = switch (progress.state()) {
			case UPLOADING, QUEUED, RUNNING -> Type.PROGRESS;
			case PARKED -> Type.WAITING;
			case COMPLETED -> Type.COMPLETED;
			case FAILED -> Type.FAILED;
			case CANCELLED -> Type.CANCELLED;
		};
		return new StreamEvent(type, Id.of(job, progress.seq()), progress, null);
	}

	public boolean isTerminal() {
		return this.progress.state().isTerminal();
	}

}
