package io.followsync.simulator.request;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import io.followsync.simulator.SessionClient;
import io.followsync.simulator.SimulatorTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class RejectionTests extends SimulatorTest {

	private String path;

	@BeforeEach
	void place() {
		this.simulator.place(this.account, 100, 100, 50);
		this.path = "/api/v1/friendships/" + this.account + "/followers/";
	}

	@Test
	void requiresTheAppIdHeader() throws Exception {
		HttpRequest request = this.owner.request(this.path).build();
		HttpRequest.Builder without = HttpRequest.newBuilder(request.uri());
		request.headers().map().forEach((name, values) -> {
			if (!name.equalsIgnoreCase("X-IG-App-ID")) {
				values.forEach((value) -> without.header(name, value));
			}
		});
		assertThat(send(without)).isEqualTo(403);
	}

	@Test
	void redirectsToTheLoginWithoutASession() throws Exception {
		var client = HttpClient.newHttpClient();
		var response = client.send(HttpRequest.newBuilder(this.owner.request(this.path).build().uri())
			.header("X-IG-App-ID", "936619743392459")
			.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(302);
		assertThat(response.headers().firstValue("Location"))
			.hasValue("https://www.instagram.com/accounts/login/?next=" + this.path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "77%3AnobodysAccount", "noDigits%3Axyz", "12345", "%zz" })
	void answersADeadSessionWithWaitAndLogIn(String sessionId) {
		JsonNode body = this.simulator.session(sessionId).get(this.path).json(401);
		assertThat(body.get("require_login").asBoolean()).isTrue();
		assertThat(body.get("message").asString()).isEqualTo("Please wait a few minutes before you try again.");
	}

	@Test
	void declaredDeadSessionIsDeadInEitherEncoding() {
		this.simulator.declareSession("""
				{"sessionId":"%d:forged","live":false}""".formatted(this.account));
		assertThat(this.simulator.session(this.account + "%3Aforged").get(this.path).status()).isEqualTo(401);
		assertThat(this.owner.get(this.path).status()).isEqualTo(200);
	}

	@Test
	void sessionMayBelongToSomebodyElse() {
		this.simulator.declareSession("""
				{"sessionId":"%d:borrowed","live":true,"viewer":"4711"}""".formatted(this.account));
		SessionClient borrowed = this.simulator.session(this.account + "%3Aborrowed");
		assertThat(borrowed.get(this.path).json(200).get("follow_ranking_token").asString()).contains("|4711|");
		assertThat(this.simulator.audit(this.account).get("requests")).isEmpty();
		assertThat(this.simulator.audit(4711).get("total").asInt()).isEqualTo(1);
	}

	@Test
	void rejectsAChangedUserAgent() {
		assertThat(this.owner.get(this.path).status()).isEqualTo(200);
		JsonNode body = this.owner.withUserAgent("curl/8").get(this.path).json(400);
		assertThat(body.get("message").asString()).isEqualTo("useragent mismatch");
		assertThat(this.owner.get(this.path).status()).isEqualTo(200);
	}

	@Test
	void rejectsInvalidCounts() {
		assertThat(this.owner.page(this.account, "following", 201, "").status()).isEqualTo(400);
		assertThat(this.owner.page(this.account, "following", 200, "").status()).isEqualTo(200);
		assertThat(this.owner.page(this.account, "followers", 201, "").status()).isEqualTo(200);
		assertThat(this.owner.get(this.path + "?count=0").status()).isEqualTo(400);
		assertThat(this.owner.get(this.path + "?count=many").status()).isEqualTo(400);
	}

	@Test
	void sendsInstagramsHeaders() {
		var received = this.owner.get(this.path);
		assertThat(received.header("x-ig-set-www-claim")).isNotEmpty();
		assertThat(received.header("x-ig-capacity-level")).isEqualTo("3");
		assertThat(received.response().headers().allValues("Set-Cookie"))
			.anyMatch((cookie) -> cookie.startsWith("rur="))
			.anyMatch((cookie) -> cookie.startsWith("csrftoken="));
		assertThat(received.response().headers().firstValue("Retry-After")).isEmpty();
	}

	@Test
	void delaysTheResponseByTheLatencyOfTheAccount() {
		this.simulator.place(this.account, """
				{"username":"slow.%d","followers":1,"following":1,"mutual":1,"latencyMs":300}"""
			.formatted(this.account));
		long before = System.nanoTime();
		this.owner.get(this.path).json(200);
		assertThat((System.nanoTime() - before) / 1_000_000).isGreaterThanOrEqualTo(290);
	}

	private static int send(HttpRequest.Builder request) throws Exception {
		return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
	}

}
