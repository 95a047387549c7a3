package io.followsync.acceptance.chaos;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Every kind of fault of the simulator, with the required outcome of a job that meets it
 * on a page once, twice, and every time.
 */
enum Misfortune {

	THROTTLE_429(Outcome.TRUTH, Outcome.TRUTH, Outcome.WAITS),

	THROTTLE_401(Outcome.TRUTH, Outcome.TRUTH, Outcome.WAITS, Outcome.NOT_ACCEPTED),

	THROTTLE_200(Outcome.TRUTH, Outcome.TRUTH, Outcome.WAITS),

	RATE_LIMIT_400(Outcome.TRUTH, Outcome.TRUTH, Outcome.WAITS),

	SERVER_ERROR_503(Outcome.TRUTH, Outcome.TRUTH, Outcome.UNAVAILABLE),

	RESET_CONNECTION(Outcome.TRUTH, Outcome.TRUTH, Outcome.UNAVAILABLE),

	TRUNCATED_JSON(Outcome.TRUTH, Outcome.TRUTH, Outcome.UNAVAILABLE),

	HANG(Outcome.TRUTH, Outcome.TRUTH, Outcome.UNAVAILABLE),

	FEEDBACK_REQUIRED(Outcome.PERSON_NEEDED), CHECKPOINT(Outcome.PERSON_NEEDED), CHALLENGE(Outcome.PERSON_NEEDED),
	MASKED_CHALLENGE_404(Outcome.PERSON_NEEDED), SENTRY_BLOCK(Outcome.PERSON_NEEDED),

	LOGIN_REQUIRED(Outcome.RECONNECT_NEEDED, Outcome.NOT_ACCEPTED),
	LOGGED_OUT_MIDWAY(Outcome.RECONNECT_NEEDED, Outcome.NOT_ACCEPTED),
	USERAGENT_MISMATCH(Outcome.RECONNECT_NEEDED, Outcome.NOT_ACCEPTED),
	REDIRECT_LOGIN(Outcome.RECONNECT_NEEDED, Outcome.NOT_ACCEPTED),
	FALSE_VIEWER(Outcome.RECONNECT_NEEDED, Outcome.NOT_ACCEPTED),

	// Other pages, or the question whose session it is, name the viewer.
	NO_VIEWER(Outcome.TRUTH),

	HTML_SHELL(Outcome.TRUTH, Outcome.MALFORMED_ANSWER, Outcome.MALFORMED_ANSWER),

	WRONG_SHAPE(Outcome.TRUTH, Outcome.MALFORMED_ANSWER, Outcome.MALFORMED_ANSWER),

	RETIRED_SURFACE(Outcome.TRUTH, Outcome.MALFORMED_ANSWER, Outcome.MALFORMED_ANSWER),

	// A missing page may be so short that the list still counts as complete.
	DECOY_EMPTY(Outcome.HONEST), CUT_LIST(Outcome.INCOMPLETE), SHORT_PAGE(Outcome.TRUTH), MOVED_ROWS(Outcome.HONEST),
	SHRINKING_TOTAL(Outcome.HONEST),

	// The page is read once more, later.
	REPEATED_CURSOR(Outcome.TRUTH, Outcome.INCOMPLETE, Outcome.INCOMPLETE),

	CURSOR_REFUSED(Outcome.TRUTH, Outcome.INCOMPLETE, Outcome.INCOMPLETE);

	static final int ALWAYS = 1_000_000;

	private static final Set<Misfortune> DELIVERED = EnumSet.of(FALSE_VIEWER, NO_VIEWER, DECOY_EMPTY, CUT_LIST,
			SHORT_PAGE, MOVED_ROWS, SHRINKING_TOTAL, REPEATED_CURSOR);

	private final Outcome once;

	private final Outcome twice;

	private final Outcome always;

	private final Outcome atOnce;

	Misfortune(Outcome outcome) {
		this(outcome, outcome);
	}

	Misfortune(Outcome outcome, Outcome onTheFirstRequest) {
		this(outcome, outcome, outcome, onTheFirstRequest);
	}

	Misfortune(Outcome once, Outcome twice, Outcome always) {
		this.once = once;
		this.twice = twice;
		this.always = always;
		this.atOnce = once;
	}

	Misfortune(Outcome once, Outcome twice, Outcome always, Outcome onTheFirstRequest) {
		this.once = once;
		this.twice = twice;
		this.always = always;
		this.atOnce = onTheFirstRequest;
	}

	String kind() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Before the second page there is no cursor to repeat or refuse. */
	boolean needsCursor() {
		return this == REPEATED_CURSOR || this == CURSOR_REFUSED;
	}

	/** Whether the page is not delivered, so that a job must ask for it again. */
	boolean refuses() {
		return !DELIVERED.contains(this);
	}

	Outcome outcome(int times, boolean onTheFirstRequest) {
		if (onTheFirstRequest && this.atOnce != this.once) {
			return this.atOnce;
		}
		return switch (times) {
			case 1 -> this.once;
			case 2 -> this.twice;
			default -> this.always;
		};
	}

}
