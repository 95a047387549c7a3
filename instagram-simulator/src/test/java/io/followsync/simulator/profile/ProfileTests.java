package io.followsync.simulator.profile;

import io.followsync.simulator.SimulatorTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ProfileTests extends SimulatorTest {

	private String username;

	@BeforeEach
	void place() {
		this.username = "owner." + this.account;
		this.simulator.place(this.account, """
				{"username":"%s","followers":90,"following":60,"mutual":30,"declaredFollowing":64}"""
			.formatted(this.username));
		this.simulator.change(this.account, """
				{"deactivated":10}""");
	}

	@Test
	void reportsDeclaredCounts() {
		JsonNode user = this.owner.get("/api/v1/users/" + this.account + "/info/").json(200).get("user");
		assertThat(user.get("pk").asString()).isEqualTo(Long.toString(this.account));
		assertThat(user.get("follower_count").asInt()).isEqualTo(90);
		assertThat(user.get("following_count").asInt()).isEqualTo(64);
	}

	@Test
	void findsWebProfileByName() {
		JsonNode user = this.owner.get("/api/v1/users/web_profile_info/?username=" + this.username)
			.json(200)
			.at("/data/user");
		assertThat(user.get("id").asString()).isEqualTo(Long.toString(this.account));
		assertThat(user.at("/edge_followed_by/count").asInt()).isEqualTo(90);
		assertThat(user.at("/edge_follow/count").asInt()).isEqualTo(64);
		assertThat(
				this.owner.get("/api/v1/users/web_profile_info/?username=nobody").json(200).at("/data/user").isNull())
			.isTrue();
	}

	@Test
	void whoAmINamesTheSessionOwner() {
		assertThat(
				this.owner.get("/api/v1/accounts/edit/web_form_data/").json(200).at("/form_data/username").asString())
			.isEqualTo(this.username);
		assertThat(this.owner.get("/api/v1/accounts/current_user/?edit=true").json(200).at("/user/pk").asString())
			.isEqualTo(Long.toString(this.account));
	}

	@Test
	void membersHaveProfilesAndStrangersDoNot() {
		JsonNode member = this.owner.page(this.account, "followers", 12, "").json(200).at("/users/0");
		String id = member.get("pk").asString();
		assertThat(this.owner.get("/api/v1/users/" + id + "/info/").json(200).at("/user/username"))
			.isEqualTo(member.get("username"));
		assertThat(this.owner.get("/api/v1/users/123/info/").status()).isEqualTo(404);
	}

	@Test
	void retiredGraphQlAnswersCountsWithoutRows() {
		JsonNode edge = this.owner
			.get("/graphql/query/?query_hash=c76146de99bb02f6415203be841dd25a&variables=" + "%7B%22id%22%3A%22"
					+ this.account + "%22%2C%22first%22%3A24%7D")
			.json(200)
			.at("/data/user/edge_followed_by");
		assertThat(edge.get("count").asInt()).isEqualTo(90);
		assertThat(edge.get("edges")).isEmpty();
		assertThat(edge.at("/page_info/has_next_page").asBoolean(true)).isFalse();
	}

	@Test
	void retiredGraphQlStillNamesTheViewer() {
		assertThat(this.owner.get("/graphql/query/?query_hash=" + GraphQlApi.Retired.WHO_AM_I)
			.json(200)
			.at("/data/user/username")
			.asString()).isEqualTo(this.username);
	}

}
