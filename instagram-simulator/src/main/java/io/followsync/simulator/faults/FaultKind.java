package io.followsync.simulator.faults;

import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.annotation.JsonValue;
import io.followsync.simulator.response.ApiResponse;
import io.followsync.simulator.response.Rejection;

public enum FaultKind {

	THROTTLE_429(replacement(FaultResponses.THROTTLE_429)), THROTTLE_401(replacement(Rejection.DEAD_SESSION::response)),
	THROTTLE_200(replacement(FaultResponses.THROTTLE_200)), RATE_LIMIT_400(replacement(FaultResponses.RATE_LIMIT_400)),

	FEEDBACK_REQUIRED(replacement(FaultResponses.FEEDBACK_REQUIRED)),
	CHECKPOINT(replacement(FaultResponses.CHECKPOINT)), CHALLENGE(replacement(FaultResponses.CHALLENGE)),
	MASKED_CHALLENGE_404(replacement(FaultResponses.MASKED_CHALLENGE_404)),
	SENTRY_BLOCK(replacement(FaultResponses.SENTRY_BLOCK)),

	LOGIN_REQUIRED(replacement(Rejection.LOGGED_OUT::response)), LOGGED_OUT_MIDWAY(new Effect.LoggingOut()),
	USERAGENT_MISMATCH(replacement(Rejection.OTHER_USER_AGENT::response)),
	REDIRECT_LOGIN(replacement(ApiResponse.Redirect::toLogin)),

	SERVER_ERROR_503(replacement(FaultResponses.SERVER_ERROR_503)), RESET_CONNECTION(damage(FaultResponses::reset)),
	TRUNCATED_JSON(damage(FaultResponses::truncate)), HANG(new Effect.Silence()),

	HTML_SHELL(replacement(FaultResponses.HTML_SHELL)), WRONG_SHAPE(damage(FaultResponses::changeTypes)),
	RETIRED_SURFACE(replacement(FaultResponses.RETIRED_SURFACE)),

	DECOY_EMPTY(Scope.PAGES, shape(PageShape.EMPTY)), CUT_LIST(Scope.PAGES, shape(PageShape.CUT)),
	FALSE_VIEWER(Scope.PAGES, shape(PageShape.OTHER_VIEWER)), NO_VIEWER(Scope.PAGES, shape(PageShape.NO_VIEWER)),
	SHORT_PAGE(Scope.WALKS, shape(PageShape.SHORT)), MOVED_ROWS(Scope.WALKS, shape(PageShape.MOVED)),
	SHRINKING_TOTAL(Scope.WALKS, new Effect.Shrinking(3)),
	REPEATED_CURSOR(Scope.LATER_PAGES, shape(PageShape.REPEATED_CURSOR)),
	CURSOR_REFUSED(Scope.LATER_PAGES, replacement(Rejection.BAD_CURSOR::response));

	private final Scope scope;

	private final Effect effect;

	FaultKind(Effect effect) {
		this(Scope.ANYWHERE, effect);
	}

	FaultKind(Scope scope, Effect effect) {
		this.scope = scope;
		this.effect = effect;
	}

	@JsonValue
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	public Effect effect() {
		return this.effect;
	}

	Scope scope() {
		return this.scope;
	}

	private static Effect replacement(ApiResponse response) {
		return new Effect.Replacement((path) -> response);
	}

	private static Effect replacement(Function<String, ApiResponse> response) {
		return new Effect.Replacement(response);
	}

	private static Effect damage(UnaryOperator<ApiResponse> damage) {
		return new Effect.Damage(damage);
	}

	private static Effect shape(PageShape shape) {
		return new Effect.OtherShape(shape);
	}

	/** What a kind of fault can strike. */
	enum Scope {

		ANYWHERE("strikes anything"), PAGES("strikes followers, following and look only"),
		WALKS("strikes followers and following only"),
		LATER_PAGES("strikes followers and following only, from page 2 on: page 1 has no cursor");

		private final String meaning;

		Scope(String meaning) {
			this.meaning = meaning;
		}

		boolean covers(Fault.Target target, int page) {
			return switch (this) {
				case ANYWHERE -> true;
				case PAGES -> target.isWalk() || target == Fault.Target.LOOK;
				case WALKS -> target.isWalk();
				case LATER_PAGES -> target.isWalk() && page > 1;
			};
		}

		String meaning() {
			return this.meaning;
		}

	}

	/** What a fault does to the response, and to what follows. */
	public sealed interface Effect {

		/** Another response whatever was requested, made from the path and query. */
		record Replacement(Function<String, ApiResponse> response) implements Effect {
		}

		/** No response. */
		record Silence() implements Effect {
		}

		/** The right response, damaged on its way. */
		record Damage(UnaryOperator<ApiResponse> damage) implements Effect {
		}

		/** A well-formed page, but the wrong one. */
		record OtherShape(PageShape shape) implements Effect {
		}

		/** The right page; once it is answered, that many members leave the list. */
		record Shrinking(int leavers) implements Effect {
		}

		/** The session is logged out for good. */
		record LoggingOut() implements Effect {
		}

	}

	public enum PageShape {

		/** Correct and complete. */
		WHOLE,

		/** No rows, no cursor, no error: the decoy. */
		EMPTY,

		/** The requested page, marked as deliberately cut off, with nothing after it. */
		CUT,

		/** Fewer rows than usual, with the rest on the following pages. */
		SHORT,

		/** The right rows, followed by the cursor that led to them. */
		REPEATED_CURSOR,

		/** Some rows replaced by rows of another page. */
		MOVED,

		/** The right rows, attributed to another viewer. */
		OTHER_VIEWER,

		/** The right rows, without naming the viewer. */
		NO_VIEWER

	}

}
