package io.followsync.simulator.faults;

import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.annotation.JsonValue;
import io.followsync.simulator.faults.FaultEffect.PageShape;
import io.followsync.simulator.response.ApiResponse;
import io.followsync.simulator.response.Rejection;

/** The kinds of faults. */
public enum FaultKind {

	THROTTLE_429(replacement(FaultResponses.THROTTLE_429)), THROTTLE_401(replacement(Rejection.DEAD_SESSION::response)),
	THROTTLE_200(replacement(FaultResponses.THROTTLE_200)), RATE_LIMIT_400(replacement(FaultResponses.RATE_LIMIT_400)),

	FEEDBACK_REQUIRED(replacement(FaultResponses.FEEDBACK_REQUIRED)),
	CHECKPOINT(replacement(FaultResponses.CHECKPOINT)), CHALLENGE(replacement(FaultResponses.CHALLENGE)),
	MASKED_CHALLENGE_404(replacement(FaultResponses.MASKED_CHALLENGE_404)),
	SENTRY_BLOCK(replacement(FaultResponses.SENTRY_BLOCK)),

	LOGIN_REQUIRED(replacement(Rejection.LOGGED_OUT::response)), LOGGED_OUT_MIDWAY(new FaultEffect.LoggingOut()),
	USERAGENT_MISMATCH(replacement(Rejection.OTHER_USER_AGENT::response)),
	REDIRECT_LOGIN(replacement(ApiResponse.Redirect::toLogin)),

	SERVER_ERROR_503(replacement(FaultResponses.SERVER_ERROR_503)), RESET_CONNECTION(damage(FaultResponses::reset)),
	TRUNCATED_JSON(damage(FaultResponses::truncate)), HANG(new FaultEffect.Silence()),

	HTML_SHELL(replacement(FaultResponses.HTML_SHELL)), WRONG_SHAPE(damage(FaultResponses::changeTypes)),
	RETIRED_SURFACE(replacement(FaultResponses.RETIRED_SURFACE)),

	DECOY_EMPTY(Scope.PAGES, shape(PageShape.EMPTY)), CUT_LIST(Scope.PAGES, shape(PageShape.CUT)),
	FALSE_VIEWER(Scope.PAGES, shape(PageShape.OTHER_VIEWER)), NO_VIEWER(Scope.PAGES, shape(PageShape.NO_VIEWER)),
	SHORT_PAGE(Scope.WALKS, shape(PageShape.SHORT)), MOVED_ROWS(Scope.WALKS, shape(PageShape.MOVED)),
	SHRINKING_TOTAL(Scope.WALKS, new FaultEffect.Shrinking(3)),
	REPEATED_CURSOR(Scope.LATER_PAGES, shape(PageShape.REPEATED_CURSOR)),
	CURSOR_REFUSED(Scope.LATER_PAGES, replacement(Rejection.BAD_CURSOR::response));

	private final Scope scope;

	private final FaultEffect effect;

	FaultKind(FaultEffect effect) {
		this(Scope.ANYWHERE, effect);
	}

	FaultKind(Scope scope, FaultEffect effect) {
		this.scope = scope;
		this.effect = effect;
	}

	@JsonValue
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	public FaultEffect effect() {
		return this.effect;
	}

	Scope scope() {
		return this.scope;
	}

	private static FaultEffect replacement(ApiResponse response) {
		return new FaultEffect.Replacement((path) -> response);
	}

	private static FaultEffect replacement(Function<String, ApiResponse> response) {
		return new FaultEffect.Replacement(response);
	}

	private static FaultEffect damage(UnaryOperator<ApiResponse> damage) {
		return new FaultEffect.Damage(damage);
	}

	private static FaultEffect shape(PageShape shape) {
		return new FaultEffect.OtherShape(shape);
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

}
