package io.followsync.simulator.faults;

import io.followsync.simulator.SessionClient;
import io.followsync.simulator.SimulatorClient.Received;
import io.followsync.simulator.SimulatorTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Where faults strike, and those that outlast the request they strike. */
class SessionFaultTests extends SimulatorTest {

	@BeforeEach
	void place() {
		this.simulator.place(this.account, 200, 200, 100);
	}

	@Test
	void loggedOutSessionIsDeadOnEveryEndpoint() {
		planFault("followers", 2, 1, "logged_out_midway");
		String second = walkPage("followers", "").json(200).get("next_max_id").asString();
		assertThat(walkPage("followers", second)).satisfies(SessionFaultTests::isLoggedOut);
		assertThat(walkPage("followers", second)).satisfies(SessionFaultTests::isLoggedOut);
		assertThat(walkPage("following", "")).satisfies(SessionFaultTests::isLoggedOut);
		assertThat(look()).satisfies(SessionFaultTests::isLoggedOut);
		assertThat(show()).satisfies(SessionFaultTests::isLoggedOut);
		assertThat(this.owner.get("/api/v1/accounts/current_user/")).satisfies(SessionFaultTests::isLoggedOut);
		SessionClient anew = this.simulator.session(this.account + "%3Aanew%3A20");
		assertThat(anew.page(this.account, "followers", 50, second).status()).isEqualTo(200);
		assertThat(look()).satisfies(SessionFaultTests::isLoggedOut);
		JsonNode audit = this.simulator.audit(this.account);
		assertThat(audit.get("total").asInt()).as("it was live when page 2 was asked for").isEqualTo(3);
		assertThat(audit.get("notAuthenticated").asInt()).isEqualTo(6);
		assertThat(audit.at("/requests/1/fault").asString()).isEqualTo("logged_out_midway");
	}

	@Test
	void declaringALoggedOutSessionRevivesIt() {
		planFault("following", 1, 1, "logged_out_midway");
		assertThat(walkPage("following", "")).satisfies(SessionFaultTests::isLoggedOut);
		this.simulator.declareSession("""
				{"sessionId":"%s","live":true}""".formatted(this.owner.sessionId()));
		assertThat(walkPage("following", "").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "followers", "following" })
	void faultsOfTheFirstPageSpareLooks(String list) {
		planFault(list, 1, 1, "throttle_429");
		assertThat(this.owner.page(this.account, list, 1, "").status()).isEqualTo(200);
		assertThat(walkPage(list, "").status()).isEqualTo(429);
	}

	@Test
	void faultsOfALookStrikeOnlyLooks() {
		planFault("look", 1, 2, "throttle_401");
		assertThat(walkPage("following", "").status()).isEqualTo(200);
		assertThat(this.owner.page(this.account, "followers", 1, "").status()).isEqualTo(401);
		assertThat(look().status()).isEqualTo(401);
		assertThat(look().json(200).get("users")).hasSize(1);
	}

	@Test
	void lookCanNameAnotherViewer() {
		planFault("look", 1, 1, "false_viewer");
		assertThat(look().json(200).get("follow_ranking_token").asString()).doesNotContain("|" + this.account + "|");
	}

	@Test
	void faultsOfTheProfileStrikeWhoAmI() {
		planFault("profile", 1, 1, "retired_surface");
		assertThat(whoAmI().status()).isEqualTo(201);
		assertThat(whoAmI().json(200).at("/data/user/id").asString()).isEqualTo(Long.toString(this.account));
	}

	@Test
	void faultsOfShowStrikeTheViewerWhoeverIsShown() {
		planFault("show", 1, 2, "feedback_required");
		assertThat(this.owner.get("/api/v1/friendships/show/1/").status()).isEqualTo(400);
		assertThat(walkPage("followers", "").status()).isEqualTo(200);
		assertThat(this.owner.get("/api/v1/friendships/show/2/").status()).isEqualTo(400);
		assertThat(show().status()).isEqualTo(200);
	}

	@Test
	void faultsOfTheSessionStrikeAnyEndpoint() {
		planFault("session", 1, 4, "throttle_429");
		assertThat(look().status()).isEqualTo(429);
		assertThat(walkPage("followers", "").status()).isEqualTo(429);
		assertThat(show().status()).isEqualTo(429);
		assertThat(this.owner.get("/graphql/query/?query_hash=x").status()).isEqualTo(429);
		assertThat(walkPage("followers", "").status()).isEqualTo(200);
	}

	@Test
	void faultsOfTheSessionSpareOtherReadersOfItsLists() {
		planFault("session", 1, 1, "throttle_429");
		long reader = this.account + 1_000_000;
		this.simulator.place(reader, 0, 0, 0);
		assertThat(this.simulator.sessionOf(reader).page(this.account, "followers", 12, "").status()).isEqualTo(200);
		assertThat(look().status()).isEqualTo(429);
	}

	private Received walkPage(String list, String cursor) {
		return this.owner.page(this.account, list, 50, cursor);
	}

	private Received look() {
		return this.owner.page(this.account, "following", 1, "");
	}

	private Received whoAmI() {
		return this.owner.get("/graphql/query/?query_hash=d6f4427fbe92d846298cf93df0b937d3");
	}

	private Received show() {
		return this.owner.get("/api/v1/friendships/show/1/");
	}

	private static void isLoggedOut(Received received) {
		assertThat(received.json(403).get("message").asString()).isEqualTo("login_required");
		assertThat(received.json(403).get("logout_reason").asInt()).isEqualTo(8);
	}

}
