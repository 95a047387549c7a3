package io.followsync.worker.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.followsync.job.FailureKind;
import io.followsync.job.JobProgress.Failure;
import io.followsync.job.JobState;
import io.followsync.job.VerdictKind;
import io.followsync.worker.policy.Wait.Cooldown;
import io.followsync.worker.verdict.Judgement;
import org.jspecify.annotations.Nullable;

public sealed interface Ending {

	/** The end of a job whose lists are both judged: only complete ones give a result. */
	static Ending of(Verdicts verdicts) {
		List<String> doubts = new ArrayList<>();
		if (verdicts.followers().kind() != VerdictKind.COMPLETE) {
			doubts.add("Followers: " + verdicts.followers().reason());
		}
		if (verdicts.following().kind() != VerdictKind.COMPLETE) {
			doubts.add("Following: " + verdicts.following().reason());
		}
		if (doubts.isEmpty()) {
			return new Completed(verdicts, null);
		}
		String message = "The lists are not proven complete, so Followsync does not compare them. "
				+ String.join(" ", doubts);
		String advice = Stream.of(verdicts.followers(), verdicts.following())
			.map(Judgement.Verdict::advice)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
		return new Failed(new Failure(FailureKind.INCOMPLETE, message, advice), verdicts, null);
	}

	/** A failure without verdicts, after which the lane makes no pause. */
	static Failed failed(FailureKind kind, String message) {
		return new Failed(new Failure(kind, message), null, null);
	}

	default JobState state() {
		return switch (this) {
			case Completed completed -> JobState.COMPLETED;
			case Proven proven -> JobState.COMPLETED;
			case Failed failed -> JobState.FAILED;
			case Cancelled cancelled -> JobState.CANCELLED;
		};
	}

	/** Why the job failed; null if it did not. */
	default @Nullable Failure failure() {
		return null;
	}

	/** The verdicts; null if the job read no page, or was cancelled. */
	default @Nullable Verdicts verdicts() {
		return null;
	}

	/** A pause of the lane that outlasts this job, if any. */
	default @Nullable Cooldown cooldown() {
		return null;
	}

	/** Both lists are complete: the result is computed and stored. */
	record Completed(Verdicts verdicts, @Nullable Cooldown cooldown) implements Ending {
	}

	/**
	 * The session is that of the account that it claims; no list was to be read.
	 *
	 * @param username of the account, if it is known
	 */
	record Proven(@Nullable String username) implements Ending {
	}

	record Failed(Failure failure, @Nullable Verdicts verdicts, @Nullable Cooldown cooldown) implements Ending {
	}

	record Cancelled() implements Ending {
	}

	record Verdicts(Judgement.Verdict followers, Judgement.Verdict following) {
	}

}
