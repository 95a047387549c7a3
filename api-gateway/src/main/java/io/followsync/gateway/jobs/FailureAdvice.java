package io.followsync.gateway.jobs;

import java.util.List;
import java.util.regex.Pattern;

import io.followsync.job.JobProgress;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a failed job can do, as sentences apart from the reason. A message
 * that already says so ends with its advice, which is then returned; otherwise the kind
 * of the failure decides.
 */
public final class FailureAdvice {

	private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?][\"\u201d]?) (?=[A-Z])");

	// How the workers' sentences that tell an owner what to do begin, and what may stand
	// before the first of them.
	private static final Pattern ADVICE = Pattern.compile(
			"^(?:(?:If|Otherwise)\\b[^.]*?[,:] )?(?:ask|upload|send|download|unpack|choose|rename|remove)\\b.*",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern CONDITION = Pattern.compile("^(?:If|Otherwise)\\b.*");

	private static final Pattern BLOCKED = Pattern.compile("wait a day");

	private FailureAdvice() {
	}

	/** The advice for a failure; null for none. */
	public static @Nullable String of(JobProgress.@Nullable Failure failure) {
		return (failure == null) ? null : switch (failure.kind()) {
			case NOT_ACCEPTED -> "Check that you are logged in to Instagram in that browser, copy both values again, "
					+ "and start again.";
			case RECONNECT_NEEDED -> "Log in to Instagram again, copy both values again, and start again.";
			case PERSON_NEEDED -> BLOCKED.matcher(failure.message()).find() ? "Wait a day, then start again."
					: "Open Instagram and do what it asks there. Then start again.";
			case MALFORMED_ANSWER -> "Try again later. If it happens again, Instagram has changed something and "
					+ "Followsync needs an update.";
			case UNAVAILABLE -> "Start again later: nothing is wrong with your values.";
			case INCOMPLETE -> "Wait a few hours and start again, or upload a data export that covers all time.";
			case UNREADABLE_EXPORT -> ofMessage(failure.message());
			case INTERNAL -> "Start again. If it happens again, tell the operator of this service when it happened.";
		};
	}

	private static String ofMessage(String message) {
		List<String> sentences = SENTENCE_END.splitAsStream(message).toList();
		if (sentences.stream().noneMatch((sentence) -> ADVICE.matcher(sentence).matches())) {
			return "Ask Instagram for the export again, in the format JSON and for all time, "
					+ "and upload the ZIP unchanged.";
		}
		return String.join(" ", sentences.stream().dropWhile((sentence) -> !begins(sentence)).toList());
	}

	private static boolean begins(String sentence) {
		return ADVICE.matcher(sentence).matches() || CONDITION.matcher(sentence).matches();
	}

}
