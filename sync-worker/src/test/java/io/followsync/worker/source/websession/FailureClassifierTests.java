package io.followsync.worker.source.websession;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.followsync.job.ListKind;
import io.followsync.worker.source.ListReader.Answer;
import io.followsync.worker.source.ListReader.Relation;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.SourceFailure;
import io.followsync.worker.source.SourceFailure.AmbiguousUnauthorized;
import io.followsync.worker.source.SourceFailure.CursorRefused;
import io.followsync.worker.source.SourceFailure.Malformed;
import io.followsync.worker.source.SourceFailure.PersonNeeded;
import io.followsync.worker.source.SourceFailure.PersonNeeded.Need;
import io.followsync.worker.source.SourceFailure.RequestRejected;
import io.followsync.worker.source.SourceFailure.SessionDead;
import io.followsync.worker.source.SourceFailure.Throttled;
import io.followsync.worker.source.SourceFailure.Transient;
import io.followsync.worker.source.websession.InstagramRequest.Endpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Every row of instagram-wire.md 2.1 and 2.2, and what must not be mistaken for one. */
class FailureClassifierTests {

	private static final InstagramRequest FIRST = request(Endpoint.FOLLOWERS, false);

	private static final InstagramRequest RESUMED = request(Endpoint.FOLLOWERS, true);

	private static final InstagramRequest PROFILE = request(Endpoint.PROFILE, false);

	private static final InstagramRequest LOOK = request(Endpoint.LOOK, false);

	private static final InstagramRequest WHO_AM_I = request(Endpoint.WHO_AM_I, false);

	private static final InstagramRequest RELATION = request(Endpoint.RELATION, false);

	private static final String JSON = "application/json; charset=utf-8";

	private static final String HTML = "text/html; charset=utf-8";

	private static final String WAIT = "\"message\":\"Please wait a few minutes before you try again.\"";

	private static final String USER_NOT_FOUND = "{\"message\":\"User not found\",\"status\":\"fail\"}";

	private static final SourceFailure THROTTLED = new Throttled(null);

	private static final SourceFailure AMBIGUOUS = new AmbiguousUnauthorized();

	private static final SourceFailure LOGGED_OUT = new SessionDead("logged out");

	static Stream<Arguments> throttles() {
		return Stream.of(row("429", FIRST, 429, JSON, "{" + WAIT + ",\"status\":\"fail\"}", THROTTLED),
				row("429, empty", FIRST, 429, JSON, "", THROTTLED),
				row("429 with a cursor", RESUMED, 429, HTML, "<html>", THROTTLED),
				row("401, plain", FIRST, 401, JSON, "{" + WAIT + ",\"status\":\"fail\"}", THROTTLED),
				row("200, fail", FIRST, 200, JSON, "{" + WAIT + ",\"status\":\"fail\"}", THROTTLED),
				row("400, rate_limit_error", FIRST, 400, JSON,
						"{" + WAIT + ",\"error_type\":\"rate_limit_error\",\"status\":\"fail\"}", THROTTLED),
				row("400, other words", RESUMED, 400, JSON,
						"{\"message\":\"Bitte warte\",\"error_type\":\"rate_limit_error\",\"status\":\"fail\"}",
						THROTTLED),
				row("rate limited, 400", RESUMED, 400, JSON, "{\"message\":\"rate limited\",\"status\":\"fail\"}",
						THROTTLED),
				row("rate limited, 200", FIRST, 200, JSON, "{\"message\":\"rate limited\",\"status\":\"fail\"}",
						THROTTLED),
				row("rate limited, 503", FIRST, 503, JSON, "{\"message\":\"rate limited\",\"status\":\"fail\"}",
						THROTTLED),
				row("old, 403", FIRST, 403, HTML, "<html><body><h1>Sorry, too many requests.</h1>", THROTTLED),
				row("401 and require_login", FIRST, 401, JSON,
						"{" + WAIT + ",\"require_login\":true,\"igweb_rollout\":true,\"status\":\"fail\"}", AMBIGUOUS),
				row("401 and require_login, in a walk", RESUMED, 401, JSON,
						"{" + WAIT + ",\"require_login\":true,\"igweb_rollout\":true,\"status\":\"fail\"}", AMBIGUOUS),
				row("200 and require_login", FIRST, 200, JSON,
						"{" + WAIT + ",\"require_login\":true,\"status\":\"fail\"}", AMBIGUOUS),
				row("401, nothing else", FIRST, 401, HTML, "", AMBIGUOUS));
	}

	static Stream<Arguments> blocks() {
		return Stream.of(row("action block", FIRST, 400, JSON, """
				{"message":"feedback_required","spam":true,"feedback_title":"Try Again Later","feedback_message":"x",
				"feedback_url":"repute/report_problem/instagram_unfollow/","feedback_action":"report_problem",
				"status":"fail"}""", new PersonNeeded(Need.ACTION_BLOCK)), row("action block, bare", FIRST, 400, JSON,
				"{\"message\":\"\",\"spam\":true,\"status\":\"fail\"}", new PersonNeeded(Need.ACTION_BLOCK)),
				checkpoint(400), checkpoint(401), checkpoint(403),
				row("challenge", RESUMED, 400, JSON, """
						{"message":"challenge_required","error_type":"checkpoint_challenge_required",
						"challenge":{"url":"https://i.instagram.com/challenge/1/x/","api_path":"/challenge/1/x/",
						"hide_webview_header":true,"lock":true,"logout":false,"native_flow":true},"status":"fail"}""",
						new PersonNeeded(Need.CHALLENGE)),
				row("suspended", FIRST, 400, JSON,
						"""
								{"message":"","challenge":{"url":"https://www.instagram.com/accounts/suspended/"},"status":"fail"}""",
						new PersonNeeded(Need.CHALLENGE)),
				row("masked challenge", FIRST, 404, "text/plain", "Not Found", new PersonNeeded(Need.CHALLENGE)),
				row("redirected to a challenge", FIRST, 302, HTML, "", new PersonNeeded(Need.CHALLENGE),
						"https://www.instagram.com/challenge/?next=/api/v1/"),
				row("redirected to a suspension", FIRST, 302, HTML, "", new PersonNeeded(Need.CHALLENGE),
						"/accounts/suspended/?next=x"),
				row("machine block", FIRST, 403, JSON, "{\"message\":\"sentry_block\",\"status\":\"fail\"}",
						new PersonNeeded(Need.MACHINE_BLOCK)));
	}

	static Stream<Arguments> endedSessions() {
		return Stream.of(row("logged out", FIRST, 403, JSON, """
				{"message":"login_required","error_title":"You've Been Logged Out","error_body":"Log in",
				"logout_reason":8,"status":"fail"}""", LOGGED_OUT), row("logged out, 2026", FIRST, 403, JSON,
				"{\"message\":\"login_required\",\"logout_reason\":33,\"logout_expectedness\":1,\"status\":\"fail\"}",
				LOGGED_OUT),
				row("logged out on web", FIRST, 302, HTML, "", LOGGED_OUT,
						"https://www.instagram.com/accounts/login/?next=/api/v1/friendships/1/followers/"),
				row("user agent changed, 401", FIRST, 401, JSON,
						"{\"message\":\"useragent mismatch\",\"status\":\"fail\"}",
						new SessionDead("user agent mismatch")),
				row("user agent changed, 400", RESUMED, 400, JSON,
						"{\"message\":\"useragent mismatch\",\"status\":\"fail\"}",
						new SessionDead("user agent mismatch")));
	}

	static Stream<Arguments> refusedRequests() {
		return Stream.of(
				row("private account", FIRST, 400, JSON,
						"{\"message\":\"Not authorized to view user\",\"status\":\"fail\"}",
						new RequestRejected("not authorized to view this account")),
				kind("no app id header", FIRST, 403, HTML, "", RequestRejected.class),
				kind("CSRF", FIRST, 403, HTML, "<html>CSRF</html>", RequestRejected.class),
				kind("CSRF, as JSON", RESUMED, 403, JSON,
						"{\"message\":\"CSRF token missing or incorrect\",\"status\":\"fail\"}", RequestRejected.class),
				kind("bad count", FIRST, 400, JSON, "", RequestRejected.class),
				kind("generic, status lies", FIRST, 400, JSON,
						"{\"errors\":{\"error\":[\"x\"]},\"status\":\"ok\",\"error_type\":\"generic_request_error\"}",
						RequestRejected.class),
				row("page refused where the first was not", RESUMED, 400, JSON, "", new CursorRefused()),
				row("generic, for a cursor", RESUMED, 400, JSON,
						"{\"errors\":{\"error\":[\"x\"]},\"status\":\"ok\",\"error_type\":\"generic_request_error\"}",
						new CursorRefused()),
				kind("profile asset", PROFILE, 400, JSON,
						"{\"message\":\"Asset asset://laser.provider/x has been deleted\",\"status\":\"fail\"}",
						Malformed.class),
				kind("redirect loop", PROFILE, 302, HTML, "", Malformed.class),
				kind("who am I, refused", WHO_AM_I, 400, JSON, "", Malformed.class),
				kind("who am I, gone", WHO_AM_I, 404, "text/plain", "Not Found", Malformed.class),
				kind("who am I, forbidden", WHO_AM_I, 403, HTML, "", Malformed.class),
				row("who am I, without a session", WHO_AM_I, 401, JSON, "{\"require_login\":true,\"status\":\"fail\"}",
						AMBIGUOUS),
				kind("relation, masked or gone with the old API", RELATION, 404, "text/plain", "Not Found",
						Malformed.class),
				kind("relation, not found without an envelope", RELATION, 404, HTML, "User not found", Malformed.class),
				kind("relation, not found with another word", RELATION, 404, JSON,
						"{\"message\":\"Not found\",\"status\":\"fail\"}", Malformed.class),
				row("relation, gone behind a challenge", RELATION, 404, JSON,
						"{\"message\":\"User not found\",\"challenge\":{},\"status\":\"fail\"}",
						new PersonNeeded(Need.CHALLENGE)),
				kind("list of somebody who is gone", FIRST, 404, JSON, USER_NOT_FOUND, Malformed.class),
				kind("relation refused", RELATION, 400, JSON, "", Malformed.class),
				row("relation refused with a challenge", RELATION, 400, JSON,
						"{\"message\":\"challenge_required\",\"status\":\"fail\"}", new PersonNeeded(Need.CHALLENGE)),
				kind("look refused", LOOK, 400, JSON, "", RequestRejected.class), row("look at a masked challenge",
						LOOK, 404, "text/plain", "Not Found", new PersonNeeded(Need.CHALLENGE)));
	}

	static Stream<Arguments> oddAnswers() {
		return Stream.of(kind("HTML shell", FIRST, 200, HTML, "<!DOCTYPE html>" + "x".repeat(600_000), Malformed.class),
				kind("retired, 201", FIRST, 201, JSON, "", Malformed.class),
				kind("retired, 200", FIRST, 200, JSON, "{}", Malformed.class),
				kind("retired, 404", FIRST, 404, HTML, "<html>Page not found</html>", Malformed.class),
				kind("GraphQL error", FIRST, 200, JSON,
						"{\"errors\":[{\"message\":\"x\",\"summary\":\"y\",\"description\":\"z\"}],\"data\":null}",
						Malformed.class),
				kind("not JSON", FIRST, 200, JSON, "{error}", Malformed.class),
				kind("fail, nothing known", FIRST, 200, JSON, "{\"message\":\"oops\",\"status\":\"fail\"}",
						Malformed.class),
				kind("500", FIRST, 500, HTML, "<html>", Transient.class),
				kind("502", RESUMED, 502, HTML, "", Transient.class),
				kind("503", FIRST, 503, HTML, "", Transient.class),
				kind("504", PROFILE, 504, JSON, "{\"message\":\"x\",\"status\":\"fail\"}", Transient.class),
				kind("408", FIRST, 408, HTML, "", Transient.class));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource({ "throttles", "blocks", "endedSessions", "refusedRequests", "oddAnswers" })
	void everyRecordedFailureHasItsKind(String name, InstagramRequest request, InstagramResponse response,
			Predicate<SourceFailure> expected) {
		assertThat(read(request, response)).isInstanceOfSatisfying(Answer.Failed.class,
				(failed) -> assertThat(expected).as("kind of %s", failed.failure()).accepts(failed.failure()));
	}

	@Test
	void whatPeopleWriteIsNoMarker() {
		InstagramResponse response = response(200, JSON, """
				{"users":[{"pk":"1","username":"fail","full_name":"challenge_required","status":"fail",
				"message":"login_required","spam":true,"checkpoint_url":"x"},
				{"pk":"2","username":"rate_limited","biography":"feedback_required"}],
				"groups":[{"title":"Please wait a few minutes","status":"fail","require_login":true}],"status":"ok"}""",
				null);
		assertThat(FailureClassifier.classify(FIRST, response)).isEmpty();
		assertThat(read(FIRST, response)).isInstanceOfSatisfying(Answer.Delivered.class,
				(delivered) -> assertThat(((Page) delivered.value()).members()).hasSize(2));
	}

	@Test
	void thatAMemberIsGoneIsAnAnswer() {
		InstagramResponse response = response(404, JSON, USER_NOT_FOUND, null);
		assertThat(FailureClassifier.classify(RELATION, response)).isEmpty();
		assertThat(AnswerParser.parse(response, AnswerParser::relation))
			.isEqualTo(new Answer.Delivered<>(Relation.GONE));
	}

	@Test
	void passesOnRetryAfter() {
		InstagramResponse response = response(429, JSON, "", null);
		response.headers().set("Retry-After", "90");
		assertThat(read(FIRST, response)).isEqualTo(new Answer.Failed<>(new Throttled(Duration.ofSeconds(90))));
	}

	@Test
	void describesAMalformedResponseByKeysAndSizesWithoutValues() {
		assertThat(read(FIRST, response(200, JSON, "{\"data\":{\"user\":\"private words\"},\"status\":\"ok\"}", null)))
			.isEqualTo(new Answer.Failed<>(
					new Malformed("a page without users: 200 application/json, 47 bytes, keys [data, status]")));
	}

	private static Answer<Page> read(InstagramRequest request, InstagramResponse response) {
		return FailureClassifier.classify(request, response)
			.<Answer<Page>>map(Answer.Failed::new)
			.orElseGet(() -> AnswerParser.parse(response, (body) -> PageParser.page(ListKind.FOLLOWERS, body)));
	}

	private static InstagramRequest request(Endpoint endpoint, boolean resumed) {
		return new InstagramRequest(endpoint, URI.create("https://instagram.example/"), resumed);
	}

	private static Arguments checkpoint(int status) {
		return row("checkpoint, " + status, FIRST, status, JSON, """
				{"message":"checkpoint_required","checkpoint_url":"https://i.instagram.com/challenge/x","lock":true,
				"status":"fail"}""", new PersonNeeded(Need.CHECKPOINT));
	}

	private static Arguments row(String name, InstagramRequest request, int status, String type, String body,
			SourceFailure expected) {
		return arguments(name, request, response(status, type, body, null),
				(Predicate<SourceFailure>) expected::equals);
	}

	private static Arguments row(String name, InstagramRequest request, int status, String type, String body,
			SourceFailure expected, String location) {
		return arguments(name, request, response(status, type, body, location),
				(Predicate<SourceFailure>) expected::equals);
	}

	private static Arguments kind(String name, InstagramRequest request, int status, String type, String body,
			Class<? extends SourceFailure> expected) {
		return arguments(name, request, response(status, type, body, null),
				(Predicate<SourceFailure>) expected::isInstance);
	}

	private static InstagramResponse response(int status, String type, String body, @Nullable String location) {
		HttpHeaders headers = new HttpHeaders();
		headers.set("Content-Type", type);
		if (location != null) {
			headers.set("Location", location);
		}
		return new InstagramResponse(status, headers, body.getBytes(StandardCharsets.UTF_8));
	}

}
