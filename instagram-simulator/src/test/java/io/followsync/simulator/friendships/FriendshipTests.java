package io.followsync.simulator.friendships;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.followsync.simulator.SimulatorTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class FriendshipTests extends SimulatorTest {

	private List<String> followers;

	private List<String> following;

	@BeforeEach
	void place() {
		this.simulator.place(this.account, 30, 30, 12);
		this.followers = this.owner.walk(this.account, "followers", 50).ids();
		this.following = this.owner.walk(this.account, "following", 50).ids();
	}

	@Test
	void showReportsBothDirections() {
		Set<String> everyone = new HashSet<>(this.followers);
		everyone.addAll(this.following);
		for (String id : everyone) {
			JsonNode friendship = this.owner.get("/api/v1/friendships/show/" + id + "/").json(200);
			assertThat(friendship.get("following").asBoolean()).isEqualTo(this.following.contains(id));
			assertThat(friendship.get("followed_by").asBoolean()).isEqualTo(this.followers.contains(id));
		}
	}

	@Test
	void showReflectsWhoHasLeft() {
		this.simulator.change(this.account, """
				{"lostFollowers":4,"lostFollowing":3}""");
		List<String> stillThere = this.owner.walk(this.account, "followers", 50).ids();
		List<String> stillFollowed = this.owner.walk(this.account, "following", 50).ids();
		assertThat(stillThere).hasSize(26);
		for (String id : this.followers) {
			JsonNode friendship = this.owner.get("/api/v1/friendships/show/" + id + "/").json(200);
			assertThat(friendship.get("followed_by").asBoolean()).isEqualTo(stillThere.contains(id));
			assertThat(friendship.get("following").asBoolean()).isEqualTo(stillFollowed.contains(id));
		}
	}

	@Test
	void showManyReportsOnlyWhomTheViewerFollows() {
		JsonNode answer = this.owner
			.post("/api/v1/friendships/show_many/", "user_ids=" + String.join(",", this.followers))
			.json(200);
		JsonNode statuses = answer.get("friendship_statuses");
		assertThat(statuses).hasSize(30);
		assertThat(this.followers)
			.allMatch((id) -> statuses.get(id).get("following").asBoolean() == this.following.contains(id));
		assertThat(statuses.get(this.followers.getFirst()).has("followed_by")).isFalse();
	}

	@Test
	void showManyRequiresTheCsrfTokenAsCookieAndHeader() {
		assertThat(this.owner.post("/api/v1/friendships/show_many/", "user_ids=1", "another").status()).isEqualTo(403);
	}

	@Test
	void showManyRequiresIds() {
		assertThat(this.owner.post("/api/v1/friendships/show_many/", "user_ids=x").status()).isEqualTo(400);
		assertThat(this.owner.post("/api/v1/friendships/show_many/", "").status()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "deactivated", "gone" })
	void peopleWithoutProfileAreUnknown(String change) {
		this.simulator.change(this.account, """
				{"%s":48}""".formatted(change));
		String id = this.followers.getFirst();
		assertThat(this.owner.get("/api/v1/friendships/show/" + id + "/").status()).isEqualTo(404);
		assertThat(this.owner.post("/api/v1/friendships/show_many/", "user_ids=" + id)
			.json(200)
			.get("friendship_statuses")).isEmpty();
	}

}
