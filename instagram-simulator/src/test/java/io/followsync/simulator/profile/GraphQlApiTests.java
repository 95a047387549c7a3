package io.followsync.simulator.profile;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import io.followsync.simulator.SimulatorTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The queries of instaloader, in its order: name, profile, and the retired list. */
class GraphQlApiTests extends SimulatorTest {

	private static final String PROFILE_BY_ID = "25980296051578533";

	private static final String NAME_SEARCH = "26347858941511777";

	private static final String FOLLOWERS_HASH = "37479f2b8209594dde7facb0d904896a";

	@BeforeEach
	void place() {
		this.simulator.place(this.account, 90, 60, 30);
	}

	@Test
	void leadsInstaloaderToTheDecoyList() {
		JsonNode found = query(NAME_SEARCH, "{\"hasQuery\":true,\"query\":\"owner." + this.account + "\"}")
			.at("/data/xdt_api__v1__fbsearch__non_profiled_serp/users/0");
		assertThat(found.get("username").asString()).isEqualTo("owner." + this.account);

		JsonNode profile = profileOf(found.get("pk").asString());
		assertThat(profile.at("/data/user/username")).isEqualTo(found.get("username"));
		assertThat(profile.at("/data/user/follower_count").asInt()).isEqualTo(90);
		assertThat(profile.at("/data/user/following_count").asInt()).isEqualTo(60);
		assertThat(profile.get("status").asString()).isEqualTo("ok");

		JsonNode list = this.owner
			.get("/graphql/query?query_hash=" + FOLLOWERS_HASH + "&variables="
					+ encoded("{\"id\":\"" + profile.at("/data/user/pk").asString() + "\",\"first\":12}"))
			.json(200)
			.at("/data/user/edge_followed_by");
		assertThat(list.get("count").asInt()).isEqualTo(90);
		assertThat(list.get("edges")).isEmpty();
		assertThat(this.simulator.audit(this.account).at("/perEndpoint/graphql").asInt()).isEqualTo(3);
	}

	@Test
	void findsNobodyForAnUnknownIdOrName() {
		assertThat(profileOf("123").at("/data/user").isNull()).isTrue();
		assertThat(query(NAME_SEARCH, "{\"hasQuery\":true,\"query\":\"nobody.at.all\"}")
			.at("/data/xdt_api__v1__fbsearch__non_profiled_serp/users")).isEmpty();
	}

	@Test
	void doesNotTruncateLongIds() {
		long longest = 900_000_000_000_000_001L;
		this.simulator.place(longest, 3, 3, 3);
		assertThat(profileOf(longest + "7").at("/data/user").isNull()).isTrue();
		assertThat(this.owner
			.get("/graphql/query?query_hash=" + FOLLOWERS_HASH + "&variables="
					+ encoded("{\"id\":\"" + longest + "7\"}"))
			.json(200)
			.at("/data/user/edge_followed_by/count")
			.asInt()).isZero();
		assertThat(profileOf(Long.toString(longest)).at("/data/user/follower_count").asInt()).isEqualTo(3);
	}

	@Test
	void answersAnUnknownDocumentWithAnErrorUnder200() {
		JsonNode answer = query("11111111111111111", "{\"id\":\"" + this.account + "\"}");
		assertThat(answer.get("data").isNull()).isTrue();
		assertThat(answer.get("errors")).isNotEmpty();
	}

	@Test
	void requiresTheCsrfToken() {
		String form = "doc_id=" + NAME_SEARCH + "&variables=" + encoded("{\"query\":\"x\"}");
		assertThat(this.owner.post("/graphql/query", form, "another").status()).isEqualTo(403);
	}

	@Test
	void profileFaultsStrikeSearchAndGraphQl() {
		planFault("profile", 1, 2, "throttle_429");
		assertThat(this.owner.get("/web/search/topsearch/?query=owner." + this.account).status()).isEqualTo(429);
		assertThat(this.owner.post("/graphql/query", form(PROFILE_BY_ID, "{\"id\":\"" + this.account + "\"}")).status())
			.isEqualTo(429);
	}

	private JsonNode profileOf(String id) {
		return query(PROFILE_BY_ID, "{\"id\":\"%s\",\"render_surface\":\"PROFILE\"}".formatted(id));
	}

	private JsonNode query(String document, String variables) {
		return this.owner.post("/graphql/query", form(document, variables)).json(200);
	}

	private static String form(String document, String variables) {
		return "variables=%s&doc_id=%s&server_timestamps=true".formatted(encoded(variables), document);
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
