package io.followsync.simulator.faults;

import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.annotation.JsonValue;
import io.followsync.simulator.wire.Answer;
import io.followsync.simulator.wire.Refusal;

/** The kinds of faults. */
public enum FaultKind {

	THROTTLE_429(instead(Bodies.THROTTLE_429)), THROTTLE_401(instead(Refusal.DEAD_SESSION::answer)),
	THROTTLE_200(instead(Bodies.THROTTLE_200)), RATE_LIMIT_400(instead(Bodies.RATE_LIMIT_400)),

	FEEDBACK_REQUIRED(instead(Bodies.FEEDBACK_REQUIRED)), CHECKPOINT(instead(Bodies.CHECKPOINT)),
	CHALLENGE(instead(Bodies.CHALLENGE)), MASKED_CHALLENGE_404(instead(Bodies.MASKED_CHALLENGE_404)),
	SENTRY_BLOCK(instead(Bodies.SENTRY_BLOCK)),

	LOGIN_REQUIRED(instead(Refusal.LOGGED_OUT::answer)), LOGGED_OUT_MIDWAY(new Effect.LoggingOut()),
	USERAGENT_MISMATCH(instead(Refusal.OTHER_USER_AGENT::answer)), REDIRECT_LOGIN(instead(Answer.Redirect::toLogin)),

	SERVER_ERROR_503(instead(Bodies.SERVER_ERROR_503)), RESET_CONNECTION(spoilt(Spoilers::reset)),
	TRUNCATED_JSON(spoilt(Spoilers::truncated)), HANG(new Effect.Silent()),

	HTML_SHELL(instead(Bodies.HTML_SHELL)), WRONG_SHAPE(spoilt(Spoilers::misshapen)),
	RETIRED_SURFACE(instead(Bodies.RETIRED_SURFACE)),

	DECOY_EMPTY(Scope.PAGES, new Effect.Reshaped(PageShape.EMPTY)),
	CUT_LIST(Scope.PAGES, new Effect.Reshaped(PageShape.CUT)),
	FALSE_VIEWER(Scope.PAGES, new Effect.Reshaped(PageShape.OTHER_VIEWER)),
	NO_VIEWER(Scope.PAGES, new Effect.Reshaped(PageShape.NO_VIEWER)),
	SHORT_PAGE(Scope.WALKS, new Effect.Reshaped(PageShape.SHORT)),
	MOVED_ROWS(Scope.WALKS, new Effect.Reshaped(PageShape.MOVED)),
	SHRINKING_TOTAL(Scope.WALKS, new Effect.Shrinking(3)),
	REPEATED_CURSOR(Scope.LATER_PAGES, new Effect.Reshaped(PageShape.REPEATED_CURSOR)),
	CURSOR_REFUSED(Scope.LATER_PAGES, instead(Refusal.BAD_CURSOR::answer));

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

	private static Effect instead(Answer answer) {
		return new Effect.Instead((path) -> answer);
	}

	private static Effect instead(Function<String, Answer> answer) {
		return new Effect.Instead(answer);
	}

	private static Effect spoilt(UnaryOperator<Answer> spoil) {
		return new Effect.Spoilt(spoil);
	}

}
