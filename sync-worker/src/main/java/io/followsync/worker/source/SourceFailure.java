package io.followsync.worker.source;

import io.followsync.job.JobProgress.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Why a source did not deliver, classified by what must be done about it. No text in here
 * holds a secret.
 */
public sealed interface SourceFailure {

	/** All values of {@link #word()}. */
	List<String> WORDS = List.of("transient", "throttled", "ambiguous_unauthorized", "session_dead", "challenge",
			"checkpoint", "action_block", "machine_block", "cursor_refused", "malformed", "ours", "unreadable");

	/**
	 * Whether only the one request failed: neither the session nor the connection is to
	 * blame, so other requests may succeed.
	 */
	default boolean concernsOnlyItsRequest() {
		return this instanceof Malformed || this instanceof RequestRejected || this instanceof CursorRefused;
	}

	/** Its kind as one word, as in a metric's tag. */
	default String word() {
		return switch (this) {
			case Transient kind -> "transient";
			case Throttled kind -> "throttled";
			case AmbiguousUnauthorized kind -> "ambiguous_unauthorized";
			case SessionDead kind -> "session_dead";
			case PersonNeeded kind -> kind.need().name().toLowerCase(Locale.ROOT);
			case CursorRefused kind -> "cursor_refused";
			case Malformed kind -> "malformed";
			case RequestRejected kind -> "ours";
			case Unreadable kind -> "unreadable";
		};
	}

	/** 5xx, timeout, reset, truncated body: worth another try soon. */
	record Transient(String what) implements SourceFailure {
	}

	/** The source asked us to wait, and rarely says for how long. */
	record Throttled(@Nullable Duration retryAfter) implements SourceFailure {
	}

	/** A 401 that means either a dead session or a throttle; the bytes are the same. */
	record AmbiguousUnauthorized() implements SourceFailure {
	}

	/** The session is over: logged out, or its user agent refused. */
	record SessionDead(String why) implements SourceFailure {
	}

	/** A person must act before anything else works. */
	record PersonNeeded(Need need) implements SourceFailure {

		public enum Need {

			CHALLENGE, CHECKPOINT, ACTION_BLOCK, MACHINE_BLOCK

		}

	}

	/** This cursor is not accepted (any more). */
	record CursorRefused() implements SourceFailure {
	}

	/**
	 * An answer of no known shape. The shape is redacted: content type, keys and sizes,
	 * no values.
	 */
	record Malformed(String shape) implements SourceFailure {
	}

	/** Our own fault, or a change of Instagram's: bad count, missing app id. */
	record RequestRejected(String what) implements SourceFailure {
	}

	record Unreadable(Failure failure) implements SourceFailure {
	}

}
