package io.followsync.simulator.control;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.followsync.simulator.SimulatorTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class AuditTests extends SimulatorTest {

	@BeforeEach
	void place() {
		this.simulator.place(this.account, 60, 60, 30);
	}

	@Test
	void countsRequestsAndPages() {
		int followersPages = this.owner.walk(this.account, "followers", 25).pages().size();
		this.owner.page(this.account, "following", 50, "");
		this.owner.page(this.account, "following", 50, "50");
		this.owner.page(this.account, "following", 50, "50");
		this.owner.get("/api/v1/accounts/edit/web_form_data/");
		JsonNode audit = this.simulator.audit(this.account);
		assertThat(audit.get("total").asInt()).isEqualTo(followersPages + 4);
		assertThat(audit.at("/perEndpoint/followers").asInt()).isEqualTo(followersPages);
		assertThat(audit.at("/perEndpoint/following").asInt()).isEqualTo(3);
		assertThat(audit.at("/perEndpoint/web_form_data").asInt()).isEqualTo(1);
		assertThat(audit.at("/pagesServed/following/first").asInt()).isEqualTo(1);
		assertThat(audit.at("/pagesServed/following/50").asInt()).isEqualTo(2);
		assertThat(audit.at("/pagesServed/followers")).hasSize(followersPages).allMatch((times) -> times.asInt() == 1);
		assertThat(audit.get("mostInAnyHour").asInt()).isEqualTo(followersPages + 4);
		assertThat(audit.get("mostInAny11Minutes").asInt()).isEqualTo(followersPages + 4);
		// On a busy machine the requests may take longer than a second.
		assertThat(audit.get("mostInAnySecond").asInt()).isBetween(1, followersPages + 4);
	}

	@Test
	void listsRequestsInOrderWithTheirCursors() {
		List<JsonNode> pages = this.owner.walk(this.account, "followers", 25).pages();
		JsonNode requests = this.simulator.audit(this.account).get("requests");
		assertThat(requests.get(0).get("cursor").asString()).isEqualTo("first");
		assertThat(requests.get(1).get("cursor")).isEqualTo(pages.get(0).get("next_max_id"));
		assertThat(requests.get(1).get("status").asInt()).isEqualTo(200);
		assertThat(requests.get(1).get("viewer").asString()).isEqualTo(Long.toString(this.account));
		assertThat(requests.get(1).get("target").asString()).isEqualTo(Long.toString(this.account));
	}

	@Test
	void countsRejectedRequests() {
		this.owner.page(this.account, "following", 350, "");
		this.owner.withUserAgent("other").get("/api/v1/accounts/edit/web_form_data/");
		JsonNode audit = this.simulator.audit(this.account);
		assertThat(audit.get("total").asInt()).isEqualTo(2);
		assertThat(audit.at("/pagesServed/following")).isEmpty();
	}

	@Test
	void forgedSessionDoesNotCountForTheAccountItNames() {
		this.simulator.declareSession("""
				{"sessionId":"%d:forged","live":false}""".formatted(this.account));
		this.simulator.session(this.account + "%3Aforged").page(this.account, "followers", 12, "");
		JsonNode audit = this.simulator.audit(this.account);
		assertThat(audit.get("total").asInt()).isZero();
		assertThat(audit.get("notAuthenticated").asInt()).isEqualTo(1);
		assertThat(audit.at("/requests/0").has("viewer")).isFalse();
		assertThat(audit.at("/requests/0/authenticated").asBoolean(true)).isFalse();
		assertThat(audit.at("/requests/0/status").asInt()).isEqualTo(401);
	}

	@Test
	void lookAtOneRowIsNotAPageOfAWalk() {
		JsonNode look = this.owner.page(this.account, "following", 1, "").json(200);
		assertThat(look.get("users")).hasSize(1);
		this.owner.page(this.account, "followers", 1, "");
		this.owner.page(this.account, "following", 1, "7");
		this.owner.get("/api/v1/friendships/show/" + look.at("/users/0/pk").asString() + "/").json(200);
		JsonNode audit = this.simulator.audit(this.account);
		assertThat(audit.at("/perEndpoint/look").asInt()).isEqualTo(2);
		assertThat(audit.at("/perEndpoint/show").asInt()).isEqualTo(1);
		assertThat(audit.at("/perEndpoint").has("followers")).isFalse();
		assertThat(audit.at("/pagesServed/followers")).isEmpty();
		assertThat(audit.at("/pagesServed/following")).hasSize(1);
		assertThat(audit.at("/pagesServed/following/7").asInt()).isEqualTo(1);
		assertThat(audit.at("/requests/0/endpoint").asString()).isEqualTo("look");
		assertThat(audit.at("/requests/0").has("cursor")).isFalse();
	}

	@Test
	void recordsArrivalTimeAndViewerOfEachRequest() {
		Instant before = Instant.now();
		this.owner.page(this.account, "followers", 12, "");
		this.owner.get("/api/v1/friendships/show/1/");
		JsonNode requests = this.simulator.audit(this.account).get("requests");
		Instant first = Instant.parse(requests.get(0).get("at").asString());
		Instant second = Instant.parse(requests.get(1).get("at").asString());
		// The audit counts in microseconds, the clock may be finer.
		assertThat(first).isBetween(before.minus(1, ChronoUnit.MICROS), Instant.now());
		assertThat(second).isBetween(first, Instant.now());
		assertThat(requests).allMatch((request) -> request.get("authenticated").asBoolean()
				&& request.get("viewer").asString().equals(Long.toString(this.account)));
	}

	@Test
	void countsRequestsForTheReaderNotTheListOwner() {
		long reader = this.account + 1_000_000;
		this.simulator.place(reader, 0, 0, 0);
		this.simulator.sessionOf(reader).page(this.account, "followers", 12, "");
		assertThat(this.simulator.audit(this.account).get("total").asInt()).isZero();
		assertThat(this.simulator.audit(reader).at("/pagesServed/followers").get(this.account + "/first").asInt())
			.isEqualTo(1);
	}

	@Test
	void limitsTheListedRequests() {
		this.owner.walk(this.account, "followers", 25);
		JsonNode audit = this.simulator.control("GET", "/simulator/accounts/" + this.account + "/requests?limit=1", "")
			.json(200);
		assertThat(audit.get("requests")).hasSize(1);
		assertThat(audit.get("total").asInt()).isGreaterThan(1);
	}

}
