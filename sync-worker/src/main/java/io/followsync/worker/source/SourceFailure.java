package io.followsync.worker.source;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Why a source did not deliver, by what has to follow. No text in here holds a secret.
 */
public sealed interface SourceFailure {

	/** All that {@link #word()} can say. */
	List<String> WORDS = List.of("transient", "throttled", "ambiguous_unauthorized", "session_dead", "challenge",
			"checkpoint", "action_block", "machine_block", "cursor_refused", "malformed", "ours", "unreadable");

	/** Its kind in a word, as in a metric's tag. */
	default String word() {
		return switch (this) {
			case Transient kind -> "transient";
			case Throttled kind -> "throttled";
			case AmbiguousUnauthorized kind -> "ambiguous_unauthorized";
			case SessionDead kind -> "session_dead";
			case PersonNeeded kind -> kind.need().name().toLowerCase(Locale.ROOT);
			case CursorRefused kind -> "cursor_refused";
			case Malformed kind -> "malformed";
			case Ours kind -> "ours";
			case Unreadable kind -> "unreadable";
		};
	}

	/** 5xx, timeout, reset, truncated body: worth another try soon. */
	record Transient(String what) implements SourceFailure {
	}

	/**
	 * Asked to wait.
	 *
	 * @param retryAfter if the answer said for how long; it hardly ever does
	 */
	record Throttled(@Nullable Duration retryAfter) implements SourceFailure {
	}

	/** A 401 that means a dead session or a throttle, in the same bytes. */
	record AmbiguousUnauthorized() implements SourceFailure {
	}

	/** The session is over: logged out, or its user agent refused. */
	record SessionDead(String why) implements SourceFailure {
	}

	/** A person must act before anything else works. */
	record PersonNeeded(Need need) implements SourceFailure {

		/** What a person has to deal with. */
		public enum Need {

			CHALLENGE, CHECKPOINT, ACTION_BLOCK, MACHINE_BLOCK

		}

	}

	/** This cursor is not accepted (any more). */
	record CursorRefused() implements SourceFailure {
	}

	/**
	 * An answer of no known shape.
	 *
	 * @param shape what was seen, redacted: content type, keys and sizes, no values
	 */
	record Malformed(String shape) implements SourceFailure {
	}

	/** Our own fault, or a change of Instagram's: bad count, missing app id. */
	record Ours(String what) implements SourceFailure {
	}

	/** The export cannot be read; the sentence is for its owner. */
	record Unreadable(String sentence) implements SourceFailure {
	}

}
