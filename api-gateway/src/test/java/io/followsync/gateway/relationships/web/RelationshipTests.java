package io.followsync.gateway.relationships.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.followsync.gateway.KeptAccountTest;
import io.followsync.gateway.access.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class RelationshipTests extends KeptAccountTest {

	@ParameterizedTest
	@CsvSource({ "notFollowingBack, c_star", "fans, a_fan b_fan", "mutual, both", "followers, a_fan b_fan both",
			"following, both c_star" })
	void showsEachView(String view, String names) {
		people();
		assertThat(names("?view=" + view)).containsExactly(names.split(" "));
		assertThat(names("?sort=-name&view=" + view)).containsExactlyElementsOf(List.of(names.split(" ")).reversed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "&sort=-name", "&sort=since", "&sort=-since", "&name=n", "&verified=false&sort=-name",
			"&sort=-since&gainedSince=2026-11-01T00:00:00Z&verified=false" })
	void pagesWithoutGapsOrDuplicates(String query) {
		this.kept.relationships(ACCOUNT, "FOLLOWERS", 25);
		assertThat(allNames("?view=followers" + query)).hasSize(25).doesNotHaveDuplicates();
	}

	@Test
	void goesOnBeyondARelationshipWithoutAProfile() {
		this.kept.relationships(ACCOUNT, "FOLLOWERS", 25);
		sql("DELETE FROM members WHERE key = 3");
		assertThat(allNames("?view=followers&limit=10")).hasSize(24).contains("n000004", "n000025");
	}

	@Test
	void gainedNobodyByTheFirstWalk() {
		this.kept.relationships(ACCOUNT, "FOLLOWERS", 2);
		sql("UPDATE relationships SET absent_at = NULL WHERE member_key = 1");
		assertThat(names("?view=followers&gainedSince=2026-11-01T00:00:00Z")).containsExactly("n000002");
	}

	@Test
	void sortsByWhenSomebodyCame() {
		people();
		this.kept.open(ACCOUNT, "FOLLOWERS", true, 5, "a_late", "2026-11-20");
		assertThat(names("?view=followers&sort=-since")).containsExactly("a_late", "b_fan", "both", "a_fan");
		assertThat(names("?view=followers&sort=since")).containsExactly("a_fan", "both", "b_fan", "a_late");
		assertThat(names("?view=fans&sort=-since&gainedSince=2026-11-19T00:00:00Z")).containsExactly("b_fan");
	}

	@Test
	void showsSinceWhenInWhichList() {
		people();
		this.kept.lists(ACCOUNT, true);
		get("?view=fans&limit=1").expectBody()
			.json("""
					{"items": [{"key": "1", "id": "1", "username": "a_fan", "fullName": "Name of a_fan", "verified": false,
					    "private": false, "list": "FOLLOWERS", "reciprocated": false,
					    "since": {"after": "2026-11-18T08:10:00Z", "before": "2026-11-18T20:14:00Z"}, "until": null, "missing": null,
					    "whitelisted": false, "confirmed": true}]}
					""");
	}

	@Test
	void confirmsNobodyWhomOnlyOneWalkDidNotShow() {
		people();
		this.kept.open(ACCOUNT, "FOLLOWERS", false, 5, "new_fan", "2026-11-20");
		this.kept.lists(ACCOUNT, false);
		assertThat(page("?view=fans").items()).extracting(ItemSeen::username, ItemSeen::confirmed)
			.containsExactly(tuple("a_fan", true), tuple("b_fan", true), tuple("new_fan", false));
		this.kept.lists(ACCOUNT, true);
		assertThat(page("?view=fans").items()).extracting(ItemSeen::confirmed).containsOnly(true);
	}

	@Test
	void confirmsNobodyBeforeTheListsAreKnown() {
		people();
		assertThat(page("?view=fans").items()).extracting(ItemSeen::confirmed).containsOnly(false);
		assertThat(page("?view=mutual").items()).extracting(ItemSeen::confirmed).containsOnly(true);
	}

	@Test
	void confirmsNobodyWhomTheOtherListMayOnlyHaveMissed() {
		this.kept.open(ACCOUNT, "FOLLOWERS", false, 6, "maybe", "2026-11-18");
		this.kept.open(ACCOUNT, "FOLLOWING", false, 6, "maybe", "2026-11-18");
		this.kept.miss(ACCOUNT, "FOLLOWING", 6, "2026-11-20");
		this.kept.lists(ACCOUNT, true);
		assertThat(page("?view=fans").items()).extracting(ItemSeen::confirmed).containsExactly(false);
		sql("UPDATE relationships SET until = missed_at WHERE missed_at IS NOT NULL");
		assertThat(page("?view=fans").items()).extracting(ItemSeen::confirmed).containsExactly(true);
	}

	@Test
	void showsWhomTheLastWalkMissedOnlyAsUnconfirmed() {
		people();
		this.kept.miss(ACCOUNT, "FOLLOWERS", 4, "2026-11-21");
		this.kept.miss(ACCOUNT, "FOLLOWING", 4, "2026-11-21");
		this.kept.miss(ACCOUNT, "FOLLOWERS", 2, "2026-11-21");
		assertThat(names("?view=followers")).containsExactly("a_fan");
		get("?view=unconfirmed").expectBody().json("""
				{"items": [{"username": "b_fan", "list": "FOLLOWERS", "confirmed": false, "until": null,
				    "missing": {"after": "2026-11-21T08:10:00Z", "before": "2026-11-21T20:14:00Z"}},
				  {"username": "both", "list": "FOLLOWERS"}, {"username": "both", "list": "FOLLOWING"}], "next": null}
				""");
		assertThat(allNames("?view=unconfirmed&limit=1")).containsExactly("b_fan", "both", "both");
		assertThat(allNames("?view=unconfirmed&limit=1&sort=-name")).containsExactly("both", "both", "b_fan");
	}

	@Test
	void showsWhoLeftTheLatestFirst() {
		people();
		this.kept.end(ACCOUNT, "FOLLOWERS", 1, "2026-11-20");
		this.kept.end(ACCOUNT, "FOLLOWERS", 4, "2026-11-21");
		assertThat(names("?view=fans")).containsExactly("b_fan");
		get("?view=followers&lostSince=2026-11-20T20:00:00Z").expectBody()
			.json("""
					{"items": [{"username": "both"}, {"username": "a_fan", "list": "FOLLOWERS", "missing": null, "confirmed": true,
					    "until": {"after": "2026-11-20T08:10:00Z", "before": "2026-11-20T20:14:00Z"}}], "next": null}
					""");
		assertThat(allNames("?view=followers&limit=1&lostSince=2026-11-20T20:00:00Z")).containsExactly("both", "a_fan");
		assertThat(names("?view=followers&lostSince=2026-11-20T20:14:00Z")).containsExactly("both");
		assertThat(names("?view=following&lostSince=2026-11-20T20:00:00Z")).isEmpty();
	}

	@Test
	void showsAnIdBeyondWhatADoubleHolds() {
		this.kept.open(ACCOUNT, "FOLLOWERS", false, 9_007_199_254_740_993L, "far", "2026-11-18");
		this.kept.open(ACCOUNT, "FOLLOWERS", false, -5, "unknown", "2026-11-18");
		get("?view=fans").expectBody().json("""
				{"items": [{"id": "9007199254740993"}, {"key": "-5", "id": null}]}
				""");
	}

	@ParameterizedTest
	@CsvSource({ "name=100%25, 100%", "name=_b, a_b", "name=%5C, back\\slash", "name=ANNA, a_b", "verified=true, 100%",
			"private=true, back\\slash", "whitelisted=true, a_b", "gainedSince=2026-11-19T00:00:00Z, axb" })
	void findsOnlyWhoMatches(String query, String username) {
		this.kept.member(1, "100%", "", true, false);
		this.kept.member(2, "a_b", "Anna", false, false);
		this.kept.member(3, "axb", "", false, false);
		this.kept.member(4, "back\\slash", "", false, true);
		for (int key = 1; key <= 4; key++) {
			this.kept.open(ACCOUNT, "FOLLOWERS", false, key, List.of("100%", "a_b", "axb", "back\\slash").get(key - 1),
					(key == 3) ? "2026-11-20" : "2026-11-18");
		}
		sql("INSERT INTO whitelisted_members (account_id, member_key, username) VALUES (%d, 2, 'a_b')"
			.formatted(ACCOUNT));
		assertThat(page("?view=fans&" + query).items()).extracting(ItemSeen::username).containsExactly(username);
	}

	@Test
	void goesOnBeyondManyWhoDoNotMatch() {
		this.kept.relationships(ACCOUNT, "FOLLOWERS", 10_010);
		PageSeen first = page("?view=followers&name=n010009");
		assertThat(first.items()).isEmpty();
		assertThat(page("?view=followers&name=n010009&after=" + first.next()).items()).hasSize(1);
	}

	@Test
	void answersNotModifiedUntilSomethingChanges() {
		people();
		String tag = get("").returnResult(Void.class).getResponseHeaders().getETag();
		again(tag).expectStatus().isNotModified();
		this.asOwner.put().uri(path("/whitelist/3")).exchange().expectStatus().isNoContent();
		String later = again(tag).expectStatus().isOk().returnResult(Void.class).getResponseHeaders().getETag();
		this.asOwner.put().uri(path("/whitelist/3")).exchange().expectStatus().isNoContent();
		again(later).expectStatus().isNotModified();
		this.asOwner.delete().uri(path("/whitelist/3")).exchange().expectStatus().isNoContent();
		again(later).expectStatus().isOk();
	}

	@Test
	void tellsStrangersNothing() {
		this.kept.keep(new UUID(0, 2), 77);
		as(new UUID(0, 2), Scope.READ).get().uri(path("/relationships")).exchange().expectStatus().isNotFound();
		as(OWNER, Scope.SYNC).get().uri(path("/relationships")).exchange().expectStatus().isForbidden();
	}

	@ParameterizedTest
	@ValueSource(strings = { "?view=enemies", "?limit=0", "?limit=201", "?sort=age", "?sort=-until",
			"?view=fans&lostSince=2026-11-01T00:00:00Z", "?view=followers&lostSince=2026-11-01T00:00:00Z&sort=name",
			"?view=unconfirmed&sort=since", "?view=followers&lostSince=yesterday", "?format=xml", "?name=%00",
			"?verified=perhaps", "?after=AA", "?gainedSince=+999999999-12-31T23:59:59Z" })
	void rejectsInvalidParameters(String query) {
		get(query, MediaType.ALL, 400).expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void rejectsTheCursorOfAnotherView() {
		this.kept.relationships(ACCOUNT, "FOLLOWERS", 3);
		String next = page("?view=followers&limit=1").next();
		get("?view=fans&after=" + next, MediaType.ALL, 400);
		get("?view=followers&name=n&after=" + next, MediaType.ALL, 400);
		get("?view=followers&sort=since&after=" + next, MediaType.ALL, 400);
	}

	private void people() {
		this.kept.open(ACCOUNT, "FOLLOWERS", false, 1, "a_fan", "2026-11-18");
		this.kept.open(ACCOUNT, "FOLLOWERS", false, 2, "b_fan", "2026-11-19");
		this.kept.open(ACCOUNT, "FOLLOWING", false, 3, "c_star", "2026-11-18");
		this.kept.mutual(ACCOUNT, 4, "both", "2026-11-18");
	}

	private List<String> names(String query) {
		return page(query).items().stream().map(ItemSeen::username).toList();
	}

	/** The names of all pages. */
	private List<String> allNames(String query) {
		String pages = query.contains("limit=") ? query : query + "&limit=10";
		List<String> names = new ArrayList<>();
		String after = "";
		while (after != null) {
			PageSeen page = page(pages + after);
			page.items().forEach((item) -> names.add(item.username()));
			after = (page.next() != null) ? "&after=" + page.next() : null;
		}
		return names;
	}

	private WebTestClient.ResponseSpec again(String tag) {
		return this.asOwner.get().uri(path("/relationships")).header("If-None-Match", tag).exchange();
	}

	private PageSeen page(String query) {
		return get(query).expectBody(PageSeen.class).returnResult().getResponseBody();
	}

	private WebTestClient.ResponseSpec get(String query) {
		return get(query, MediaType.APPLICATION_JSON);
	}

	private WebTestClient.ResponseSpec get(String query, MediaType type) {
		return get(query, type, 200);
	}

	private WebTestClient.ResponseSpec get(String query, MediaType type, int status) {
		return this.asOwner.get()
			.uri(URI.create("http://127.0.0.1:" + this.port + path("/relationships" + query)))
			.accept(type)
			.exchange()
			.expectStatus()
			.isEqualTo(status);
	}

	/** A page as received. */
	record PageSeen(List<ItemSeen> items, String next) {
	}

	/** A row as received. */
	record ItemSeen(String username, boolean confirmed) {
	}

}
