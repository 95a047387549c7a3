package io.followsync.simulator.faults;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.followsync.simulator.SessionClient.Walk;
import io.followsync.simulator.SimulatorTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The faults whose response looks like a healthy page. */
class PageFaultTests extends SimulatorTest {

	@BeforeEach
	void place() {
		this.simulator.place(this.account, 200, 200, 100);
	}

	@ParameterizedTest
	@ValueSource(strings = { "followers", "following" })
	void repeatedCursorLeadsBackToItsOwnPage(String list) {
		String second = cursorAfter(page(list, ""));
		JsonNode right = page(list, second);
		planFault(list, 2, 2, "repeated_cursor");
		JsonNode once = page(list, second);
		assertThat(once.get("users")).isEqualTo(right.get("users"));
		assertThat(once.get("has_more").asBoolean()).isTrue();
		assertThat(cursorAfter(once)).isEqualTo(second);
		assertThat(cursorAfter(page(list, cursorAfter(once)))).isEqualTo(second);
		assertThat(page(list, second)).isEqualTo(right);
	}

	@Test
	void lastPageCanRepeatItsCursor() {
		planFault("following", 5, 1, "repeated_cursor");
		Walk walk = this.owner.walk(this.account, "following", 50);
		assertThat(walk.pages()).hasSize(6);
		assertThat(walk.pages().get(4).get("users")).isEqualTo(walk.pages().get(5).get("users"));
	}

	@ParameterizedTest
	@CsvSource({ "followers,1", "following,1", "followers,2", "following,2" })
	void wrongShapeTurnsUsersIntoAnObject(String list, int page) {
		planFault(list, page, 1, "wrong_shape");
		String cursor = (page == 1) ? "" : cursorAfter(page(list, ""));
		JsonNode wrong = page(list, cursor);
		JsonNode right = page(list, cursor);
		assertThat(wrong.get("status").asString()).isEqualTo("ok");
		assertThat(wrong.get("users").isObject()).isTrue();
		assertThat(wrong.get("users").get("0")).isEqualTo(right.get("users").get(0));
		assertThat(wrong.propertyNames()).isEqualTo(right.propertyNames());
		assertThat(wrong.get("next_max_id")).isEqualTo(right.get("next_max_id"));
	}

	@Test
	void wrongShapeAppliesToProfilesAndFriendships() {
		this.simulator.faults(this.account, """
				[{"list":"profile","times":2,"kind":"wrong_shape"},{"list":"show","kind":"wrong_shape"}]""");
		String info = "/api/v1/users/" + this.account + "/info/";
		assertThat(this.owner.get(info).json(200).get("user").isArray()).isTrue();
		assertThat(this.owner.get("/api/v1/accounts/edit/web_form_data/").json(200).get("form_data").isArray())
			.isTrue();
		assertThat(this.owner.get(info).json(200).get("user").isObject()).isTrue();
		JsonNode friendship = this.owner.get("/api/v1/friendships/show/1/").json(200);
		assertThat(friendship.get("followed_by").isArray()).isTrue();
		assertThat(friendship.get("status").asString()).isEqualTo("ok");
	}

	@ParameterizedTest
	@ValueSource(strings = { "followers", "following" })
	void falseViewerLeavesTheRowsRight(String list) {
		JsonNode right = page(list, "");
		planFault(list, 1, 1, "false_viewer");
		JsonNode wrong = page(list, "");
		assertThat(wrong.get("users")).isEqualTo(right.get("users"));
		assertThat(wrong.get("next_max_id")).isEqualTo(right.get("next_max_id"));
		assertThat(wrong.get("follow_ranking_token").asString()).matches("[0-9a-f]{32}\\|\\d+\\|osr")
			.doesNotContain("|" + this.account + "|");
		assertThat(page(list, "")).isEqualTo(right);
	}

	@ParameterizedTest
	@ValueSource(strings = { "followers", "following" })
	void noViewerOmitsOnlyTheRankingToken(String list) {
		JsonNode right = page(list, "");
		planFault(list, 1, 1, "no_viewer");
		JsonNode nameless = page(list, "");
		assertThat(nameless.has("follow_ranking_token")).isFalse();
		assertThat(nameless.get("users")).isEqualTo(right.get("users"));
		assertThat(nameless.get("next_max_id")).isEqualTo(right.get("next_max_id"));
		assertThat(page(list, "")).isEqualTo(right);
	}

	@ParameterizedTest
	@CsvSource({ "followers,1", "followers,3", "following,1", "following,3", "following,5" })
	void movedRowsRepeatSomePeopleAndSkipOthers(String list, int page) {
		planFault(list, page, 1, "moved_rows");
		Walk moved = this.owner.walk(this.account, list, 50);
		Walk right = this.owner.walk(this.account, list, 50);
		Set<String> seen = new HashSet<>(moved.ids());
		Set<String> everyone = new HashSet<>(right.ids());
		assertThat(everyone).hasSize(200).containsAll(seen);
		assertThat(seen).hasSizeBetween(195, 199);
		assertThat(moved.ids()).hasSameSizeAs(right.ids());
		assertThat(moved.pages().getLast().get("has_more").asBoolean()).isFalse();
	}

	@Test
	void lastFollowersPageExchangesRowsWithTheFirst() {
		List<JsonNode> right = this.owner.walk(this.account, "followers", 50).pages();
		planFault("followers", right.size(), 1, "moved_rows");
		Walk moved = this.owner.walk(this.account, "followers", 50);
		assertThat(new HashSet<>(moved.ids())).hasSizeBetween(195, 199);
		assertThat(ids(moved.pages().getLast())).containsAnyElementsOf(ids(moved.pages().getFirst()));
	}

	@Test
	void onePageListOnlyChangesItsOrder() {
		this.simulator.place(this.account, 10, 10, 5);
		List<String> right = this.owner.walk(this.account, "followers", 50).ids();
		planFault("followers", 1, 1, "moved_rows");
		assertThat(this.owner.walk(this.account, "followers", 50).ids()).isNotEqualTo(right)
			.containsExactlyInAnyOrderElementsOf(right);
	}

	@ParameterizedTest
	@ValueSource(strings = { "followers", "following" })
	void shrinkingListLosesMembersAfterThePage(String list) {
		JsonNode right = page(list, "");
		planFault(list, 1, 2, "shrinking_total");
		assertThat(page(list, "")).isEqualTo(right);
		JsonNode once = this.simulator.truth(this.account);
		assertThat(once.get(list).asInt()).isEqualTo(197);
		assertThat(once.get("declared_" + list).asInt()).isEqualTo(197);
		Set<String> ids = new HashSet<>(this.owner.walk(this.account, list, 50).ids());
		// A leaver may move the start of a page that the walk has not read yet.
		assertThat(ids.size()).isBetween(185, 197);
		JsonNode twice = this.simulator.truth(this.account);
		assertThat(twice.get(list).asInt()).isEqualTo(194);
		assertThat(twice.get("declared_" + list).asInt()).isEqualTo(194);
		assertThat(new HashSet<>(this.owner.walk(this.account, list, 50).ids())).hasSize(194);
		assertThat(this.simulator.audit(this.account).at("/pagesServed/" + list + "/first").asInt()).isEqualTo(4);
	}

	@Test
	void listDoesNotShrinkBelowZero() {
		this.simulator.place(this.account, 2, 0, 0);
		planFault("followers", 1, 9, "shrinking_total");
		assertThat(page("followers", "").get("users")).hasSize(2);
		assertThat(page("followers", "").get("users")).isEmpty();
		assertThat(this.simulator.truth(this.account).get("followers").asInt()).isZero();
	}

	private JsonNode page(String list, String cursor) {
		return this.owner.page(this.account, list, 50, cursor).json(200);
	}

	private static String cursorAfter(JsonNode page) {
		return page.get("next_max_id").asString();
	}

	private static List<String> ids(JsonNode page) {
		return page.get("users").valueStream().map((row) -> row.get("pk").asString()).toList();
	}

}
