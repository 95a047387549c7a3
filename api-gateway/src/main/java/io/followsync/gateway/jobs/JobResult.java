package io.followsync.gateway.jobs;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.JobState;
import org.jspecify.annotations.Nullable;

/**
 * The result of a job without its members, or why there is none.
 *
 * @param failure null unless the job failed
 * @param figures null unless the job completed
 */
public record JobResult(JobId job, JobState state, JobProgress.@Nullable Failure failure, @Nullable Figures figures,
		Omitted omitted) {

	/**
	 * The figures of a completed job.
	 *
	 * @param unconfirmedCount how many rows of "not following back" are not confirmed;
	 * fans are not counted, although they may be unconfirmed, too
	 */
	public record Figures(long followersCount, long followingCount, long notFollowingBackCount, long fansCount,
			long mutualCount, long unconfirmedCount, Instant completedAt) {

		public long total(View view) {
			return switch (view) {
				case NOT_FOLLOWING_BACK -> this.notFollowingBackCount;
				case FANS -> this.fansCount;
				case MUTUAL -> this.mutualCount;
			};
		}

	}

	public enum View {

		/** In following and not in followers. */
		NOT_FOLLOWING_BACK("notFollowingBack", "NOT_FOLLOWING_BACK"),

		/** In followers and not in following. */
		FANS("fans", "FAN"),

		/** In both. */
		MUTUAL("mutual", "MUTUAL");

		private final String parameter;

		private final String relation;

		View(String parameter, String relation) {
			this.parameter = parameter;
			this.relation = relation;
		}

		public static Optional<View> parse(String parameter) {
			return Stream.of(values()).filter((view) -> view.parameter.equals(parameter)).findAny();
		}

		/** The name in the API. */
		public String parameter() {
			return this.parameter;
		}

		/** The name in the database. */
		public String relation() {
			return this.relation;
		}

	}

	/** The entries of an export that are not people, and so are in no view. */
	public record Omitted(long deletedAccounts, long namelessEntries) {

		public boolean isEmpty() {
			return this.deletedAccounts == 0 && this.namelessEntries == 0;
		}

		/** In words, as "1 deleted account, 2 entries without a name". */
		public String text() {
			return Stream
				.of(count(this.deletedAccounts, "deleted account", "deleted accounts"),
						count(this.namelessEntries, "entry without a name", "entries without a name"))
				.filter((part) -> !part.isEmpty())
				.collect(Collectors.joining(", "));
		}

		private static String count(long count, String one, String several) {
			return (count == 0) ? "" : count + " " + ((count == 1) ? one : several);
		}

	}

}
