package io.followsync.simulator.faults;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.followsync.simulator.SimulatorClient.Received;
import io.followsync.simulator.SimulatorTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The faults that replace the right response, byte for byte. */
class ReplacementFaultTests extends SimulatorTest {

	private static final String WAIT = "\"message\":\"Please wait a few minutes before you try again.\"";

	private static final String JSON = "application/json; charset=utf-8";

	private static final Map<FaultKind, Expected> EXPECTED = Map.ofEntries(
			Map.entry(FaultKind.THROTTLE_429, json(429, "{" + WAIT + ",\"status\":\"fail\"}")),
			Map.entry(FaultKind.THROTTLE_401,
					json(401, "{" + WAIT + ",\"require_login\":true,\"igweb_rollout\":true,\"status\":\"fail\"}")),
			Map.entry(FaultKind.THROTTLE_200, json(200, "{" + WAIT + ",\"status\":\"fail\"}")),
			Map.entry(FaultKind.RATE_LIMIT_400,
					json(400, "{" + WAIT + ",\"error_type\":\"rate_limit_error\",\"status\":\"fail\"}")),
			Map.entry(FaultKind.FEEDBACK_REQUIRED, json(400, """
					{"message":"feedback_required","spam":true,"feedback_title":"Try Again Later",\
					"feedback_message":"This was done too often.",\
					"feedback_url":"repute/report_problem/instagram_unfollow/",\
					"feedback_appeal_label":"Report problem","feedback_ignore_label":"OK",\
					"feedback_action":"report_problem","status":"fail"}""")),
			Map.entry(FaultKind.CHECKPOINT, json(400, """
					{"message":"checkpoint_required",\
					"checkpoint_url":"https://www.instagram.com/challenge/?next=%2Fapi%2Fv1%2F",\
					"lock":false,"status":"fail"}""")), Map.entry(FaultKind.CHALLENGE, json(400, """
					{"message":"challenge_required","error_type":"checkpoint_challenge_required",\
					"challenge":{"url":"https://www.instagram.com/challenge/simulated/",\
					"api_path":"/challenge/simulated/","hide_webview_header":true,"lock":true,"logout":false,\
					"native_flow":true},"status":"fail"}""")),
			Map.entry(FaultKind.MASKED_CHALLENGE_404, new Expected(404, "text/plain", "Not Found")),
			Map.entry(FaultKind.SENTRY_BLOCK, json(403, "{\"message\":\"sentry_block\",\"status\":\"fail\"}")),
			Map.entry(FaultKind.LOGIN_REQUIRED, json(403, """
					{"message":"login_required","error_title":"You've Been Logged Out",\
					"error_body":"Please log back in.","logout_reason":8,"status":"fail"}""")),
			Map.entry(FaultKind.USERAGENT_MISMATCH,
					json(400, "{\"message\":\"useragent mismatch\",\"status\":\"fail\"}")),
			Map.entry(FaultKind.CURSOR_REFUSED, json(400, "{\"message\":\"Invalid max_id\",\"status\":\"fail\"}")),
			Map.entry(FaultKind.SERVER_ERROR_503,
					new Expected(503, "text/html", "<html><body>Service Unavailable</body></html>")),
			Map.entry(FaultKind.RETIRED_SURFACE, new Expected(201, "text/html", "")));

	/** These have their own tests. */
	private static final Set<FaultKind> OTHERS = EnumSet.of(FaultKind.REDIRECT_LOGIN, FaultKind.HTML_SHELL,
			FaultKind.LOGGED_OUT_MIDWAY, FaultKind.RESET_CONNECTION, FaultKind.TRUNCATED_JSON, FaultKind.HANG,
			FaultKind.WRONG_SHAPE, FaultKind.DECOY_EMPTY, FaultKind.CUT_LIST, FaultKind.FALSE_VIEWER,
			FaultKind.NO_VIEWER, FaultKind.SHORT_PAGE, FaultKind.MOVED_ROWS, FaultKind.SHRINKING_TOTAL,
			FaultKind.REPEATED_CURSOR);

	@BeforeEach
	void place() {
		this.simulator.place(this.account, 200, 200, 100);
	}

	@ParameterizedTest
	@EnumSource
	void everyKindIsTestedHereOrElsewhere(FaultKind kind) {
		assertThat(EXPECTED.containsKey(kind)).isNotEqualTo(OTHERS.contains(kind));
	}

	@ParameterizedTest
	@MethodSource("expected")
	void answersAsRecordedAtThePlannedPageOnly(FaultKind kind, Expected expected) {
		planFault("followers", 2, 2, kind.label());
		String second = page("").json(200).get("next_max_id").asString();
		assertThat(page(second)).satisfies(expected::matches);
		assertThat(page("").status()).isEqualTo(200);
		assertThat(page(second)).satisfies(expected::matches);
		assertThat(page(second).json(200).get("status").asString()).isEqualTo("ok");
	}

	@Test
	void redirectsToTheLoginWithTheRequestedPath() {
		planFault("following", 1, 1, "redirect_login");
		Received received = this.owner.page(this.account, "following", 50, "");
		assertThat(received.status()).isEqualTo(302);
		assertThat(received.body()).isEmpty();
		assertThat(received.header("Location"))
			.isEqualTo("https://www.instagram.com/accounts/login/?next=/api/v1/friendships/" + this.account
					+ "/following/?count=50");
		assertThat(page("").status()).isEqualTo(200);
	}

	@Test
	void answersA600KilobyteHtmlShell() {
		planFault("followers", 1, 1, "html_shell");
		Received received = page("");
		assertThat(received.status()).isEqualTo(200);
		assertThat(received.header("Content-Type")).startsWith("text/html");
		assertThat(received.body()).startsWith("<!DOCTYPE html>").contains("\"USER_ID\":\"0\"").endsWith("</html>\n");
		// Whole scripts, until 600 KiB are reached.
		assertThat(received.body().length()).isBetween(600 * 1024, 600 * 1024 + 200);
	}

	@Test
	void sendsNoRetryAfter() {
		planFault("followers", 1, 1, "throttle_429");
		assertThat(page("").response().headers().firstValue("Retry-After")).isEmpty();
	}

	static Stream<Arguments> expected() {
		return EXPECTED.entrySet().stream().map((entry) -> Arguments.of(entry.getKey(), entry.getValue()));
	}

	private Received page(String cursor) {
		return this.owner.page(this.account, "followers", 50, cursor);
	}

	private static Expected json(int status, String body) {
		return new Expected(status, JSON, body);
	}

	/** The recorded response. */
	private record Expected(int status, String contentType, String body) {

		void matches(Received received) {
			assertThat(received.status()).isEqualTo(this.status);
			assertThat(received.header("Content-Type")).isEqualToIgnoringWhitespace(this.contentType);
			assertThat(received.body()).isEqualTo(this.body);
		}

	}

}
