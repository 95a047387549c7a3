package io.followsync.simulator.friendships;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.followsync.simulator.SessionClient.Walk;
import io.followsync.simulator.SimulatorTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class WalkTests extends SimulatorTest {

	@ParameterizedTest
	@CsvSource({ "0,0,0", "1,1,1", "1,0,0", "130,130,77", "25000,25000,15000" })
	void walkOfBothListsEqualsTheTruth(int followers, int following, int mutual) {
		this.simulator.place(this.account, followers, following, mutual);
		Set<String> back = new HashSet<>(this.owner.walk(this.account, "followers", 50).usernames());
		Set<String> out = new HashSet<>(this.owner.walk(this.account, "following", 50).usernames());
		assertThat(back).hasSize(followers);
		assertThat(out).hasSize(following);
		Set<String> notBack = new HashSet<>(out);
		notBack.removeAll(back);
		Set<String> fans = new HashSet<>(back);
		fans.removeAll(out);
		JsonNode truth = this.simulator.truth(this.account);
		assertThat(texts(truth.get("not_following_back"))).isEqualTo(notBack.stream().sorted().toList());
		assertThat(texts(truth.get("fans"))).isEqualTo(fans.stream().sorted().toList());
		assertThat(truth.get("mutual").asInt()).isEqualTo(mutual);
		assertThat(truth.get("followers").asInt()).isEqualTo(followers);
		assertThat(truth.get("following").asInt()).isEqualTo(following);
	}

	@Test
	void repeatsRowsOfFollowingButNotOfFollowers() {
		this.simulator.place(this.account, 1000, 1000, 500);
		assertThat(this.owner.walk(this.account, "followers", 12).ids()).hasSize(1000).doesNotHaveDuplicates();
		assertThat(this.owner.walk(this.account, "following", 12).ids()).hasSize(1016);
	}

	@Test
	void limitsRowsToThePageSizeOfTheAccount() {
		this.simulator.place(this.account, 500, 500, 0);
		assertThat(firstPage("followers", 200)).hasSize(25);
		assertThat(firstPage("following", 200)).hasSize(50);
		assertThat(firstPage("followers", 5)).hasSize(5);
	}

	@Test
	void defaultsToTwelveRowsFromTheFirstPage() {
		this.simulator.place(this.account, 500, 500, 0);
		JsonNode page = this.owner.get("/api/v1/friendships/" + this.account + "/followers?max_id=0").json(200);
		assertThat(page.get("users")).hasSize(12);
		assertThat(page.has("groups")).isTrue();
	}

	@Test
	void continuesAfterAShortPage() {
		this.simulator.place(this.account, 1000, 0, 0);
		Walk walk = this.owner.walk(this.account, "followers", 12);
		List<JsonNode> shortPages = walk.pages()
			.stream()
			.filter((page) -> page.get("page_size").asInt() < 12 && page.get("has_more").asBoolean())
			.toList();
		assertThat(shortPages).isNotEmpty()
			.allMatch((page) -> page.get("page_size").asInt() == page.get("users").size());
	}

	@Test
	void followersCursorMustBePercentEncoded() {
		this.simulator.place(this.account, 100, 0, 0);
		String cursor = this.owner.page(this.account, "followers", 12, "").json(200).get("next_max_id").asString();
		assertThat(cursor).hasSize(120).contains("+", "/", "=");
		String path = "/api/v1/friendships/" + this.account + "/followers/?max_id=";
		assertThat(this.owner.get(path + cursor).status()).isEqualTo(400);
		assertThat(this.owner.get(path + cursor.replace("+", "%2B")).status()).isEqualTo(200);
	}

	@Test
	void rejectsUnreadableAndForeignCursors() {
		this.simulator.place(this.account, 100, 100, 0);
		long other = this.account + 1_000_000;
		this.simulator.place(other, 100, 100, 0);
		String cursor = this.owner.page(other, "followers", 12, "").json(200).get("next_max_id").asString();
		assertThat(this.owner.page(this.account, "followers", 12, cursor).status()).isEqualTo(400);
		assertThat(this.owner.page(this.account, "followers", 12, "24").status()).isEqualTo(400);
		assertThat(this.owner.page(this.account, "following", 12, "x24").status()).isEqualTo(400);
	}

	@Test
	void followingCursorIsTheOffset() {
		this.simulator.place(this.account, 0, 100, 0);
		JsonNode first = this.owner.page(this.account, "following", 12, "").json(200);
		assertThat(first.get("next_max_id").asString()).isEqualTo("12");
		JsonNode second = this.owner.page(this.account, "following", 12, "12").json(200);
		assertThat(second.get("next_max_id").asString()).isEqualTo("24");
	}

	@Test
	void reordersFollowingOnlyAfterACompleteWalk() {
		this.simulator.place(this.account, 0, 200, 0);
		List<String> before = this.owner.walk(this.account, "following", 200).ids();
		this.owner.page(this.account, "following", 1, "");
		assertThat(this.owner.page(this.account, "following", 50, "150").json(200).get("has_more").asBoolean())
			.isTrue();
		List<String> after = this.owner.walk(this.account, "following", 200).ids();
		assertThat(after).isNotEqualTo(before).hasSameSizeAs(before);
	}

	@Test
	void anyLiveSessionReadsAnyListAsItself() {
		this.simulator.place(this.account, 30, 0, 0);
		long reader = this.account + 1_000_000;
		this.simulator.place(reader, 0, 0, 0);
		JsonNode page = this.simulator.sessionOf(reader).page(this.account, "followers", 12, "").json(200);
		assertThat(page.get("users")).hasSize(12);
		assertThat(page.get("follow_ranking_token").asString()).matches("[0-9a-f]{32}\\|" + reader + "\\|osr");
	}

	@Test
	void answers404ForAListOfNobody() {
		this.simulator.place(this.account, 30, 0, 0);
		assertThat(this.owner.page(123, "followers", 12, "").status()).isEqualTo(404);
	}

	private JsonNode firstPage(String list, int count) {
		return this.owner.page(this.account, list, count, "").json(200).get("users");
	}

	private static List<String> texts(JsonNode array) {
		return array.valueStream().map(JsonNode::asString).toList();
	}

}
