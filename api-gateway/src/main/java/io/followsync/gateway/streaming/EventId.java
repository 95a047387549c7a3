package io.followsync.gateway.streaming;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.followsync.job.JobId;

/**
 * The last event that a watcher has seen, as {@code <run>-<seq>}. The run differs between
 * a deleted analysis and its resubmission, so an old id never hides a new run.
 */
public record EventId(String run, long seq) {

	private static final Pattern FORM = Pattern.compile("([0-9a-f]{8})-(\\d{1,18})");

	public static EventId of(JobId job, long seq) {
		return new EventId(job.run(), seq);
	}

	/** Empty for a text that {@link #toString()} cannot have made. */
	public static Optional<EventId> parse(String text) {
		Matcher matcher = FORM.matcher(text);
		return matcher.matches() ? Optional.of(new EventId(matcher.group(1), Long.parseLong(matcher.group(2))))
				: Optional.empty();
	}

	@Override
	public String toString() {
		return this.run + "-" + this.seq;
	}

}
