package io.followsync.simulator.faults;

import java.util.Arrays;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.followsync.simulator.wire.Answer;

/** The faults there are; another kind is another constant. */
public enum FaultKind {

	@JsonProperty("throttle_429")
	THROTTLE_429(instead(429, """
			{"message":"Please wait a few minutes before you try again.","status":"fail"}""")),

	@JsonProperty("login_required")
	LOGIN_REQUIRED(instead(403, """
			{"message":"login_required","error_title":"You've Been Logged Out",\
			"error_body":"Please log back in.","logout_reason":8,"status":"fail"}""")),

	@JsonProperty("server_error_503")
	SERVER_ERROR_503(new Effect.Instead(Answer.text(503, "<html><body>Service Unavailable</body></html>"))),

	@JsonProperty("truncated_json")
	TRUNCATED_JSON(spoilt(FaultKind::truncated)),

	@JsonProperty("reset_connection")
	RESET_CONNECTION(spoilt((answer) -> new Answer.Reset(answer.bytes()))),

	@JsonProperty("decoy_empty")
	DECOY_EMPTY(new Effect.Reshaped(PageShape.EMPTY)),

	@JsonProperty("cut_list")
	CUT_LIST(new Effect.Reshaped(PageShape.CUT)),

	@JsonProperty("short_page")
	SHORT_PAGE(new Effect.Reshaped(PageShape.SHORT));

	private final Effect effect;

	FaultKind(Effect effect) {
		this.effect = effect;
	}

	public Effect effect() {
		return this.effect;
	}

	boolean suits(FaultyList list) {
		return list != FaultyList.PROFILE || !(this.effect instanceof Effect.Reshaped);
	}

	private static Effect instead(int status, String body) {
		return new Effect.Instead(Answer.json(status, body));
	}

	private static Effect spoilt(UnaryOperator<Answer> spoil) {
		return new Effect.Spoilt(spoil);
	}

	private static Answer truncated(Answer answer) {
		return Answer.json(answer.status(), Arrays.copyOf(answer.bytes(), answer.bytes().length / 2),
				Answer.Delivery.NOTHING);
	}

}
