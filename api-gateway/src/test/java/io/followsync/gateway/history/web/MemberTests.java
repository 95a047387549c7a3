package io.followsync.gateway.history.web;

import java.util.List;
import java.util.UUID;

import io.followsync.gateway.KeptAccountTest;
import io.followsync.gateway.access.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

class MemberTests extends KeptAccountTest {

	private static final long OTHER_ACCOUNT = 77;

	@Test
	void showsEveryIntervalOfBothLists() {
		this.kept.open(ACCOUNT, "FOLLOWERS", false, 8, "jane", "2026-11-16");
		this.kept.end(ACCOUNT, "FOLLOWERS", 8, "2026-11-17");
		this.kept.open(ACCOUNT, "FOLLOWERS", true, 8, "jane", "2026-11-18");
		this.kept.open(ACCOUNT, "FOLLOWING", true, 8, "jane", "2026-11-19");
		this.kept.miss(ACCOUNT, "FOLLOWING", 8, "2026-11-20");
		sql("INSERT INTO whitelisted_members (account_id, member_key, username) VALUES (%d, 8, 'jane')"
			.formatted(ACCOUNT));
		get("/members/8").expectBody()
			.json("""
					{"key": "8", "id": "8", "username": "jane", "fullName": "Name of jane", "verified": false, "private": false,
					 "whitelisted": true, "earlierNames": [], "events": [], "next": null, "relationships": [
					   {"list": "FOLLOWING", "until": null, "missing": {"after": "2026-11-20T08:10:00Z", "before": "2026-11-20T20:14:00Z"}},
					   {"list": "FOLLOWERS", "since": {"after": "2026-11-18T08:10:00Z", "before": "2026-11-18T20:14:00Z"}, "until": null, "missing": null},
					   {"list": "FOLLOWERS", "until": {"after": "2026-11-17T08:10:00Z", "before": "2026-11-17T20:14:00Z"}, "missing": null}]}
					""");
	}

	@Test
	void confirmsNobodyWhomAWalkMayHaveMissed() {
		this.kept.open(ACCOUNT, "FOLLOWERS", false, 8, "jane", "2026-11-20");
		this.kept.lists(ACCOUNT, false);
		confirms(8, false);
		this.kept.lists(ACCOUNT, true);
		confirms(8, true);
		this.kept.open(ACCOUNT, "FOLLOWING", false, 8, "jane", "2026-11-18");
		this.kept.miss(ACCOUNT, "FOLLOWING", 8, "2026-11-20");
		confirms(8, false);
		sql("UPDATE relationships SET until = missed_at WHERE missed_at IS NOT NULL");
		confirms(8, true);
	}

	@Test
	void confirmsWhomBothListsShowAndWhoLeft() {
		this.kept.lists(ACCOUNT, false);
		this.kept.mutual(ACCOUNT, 8, "jane", "2026-11-20");
		confirms(8, true);
		this.kept.end(ACCOUNT, "FOLLOWERS", 8, "2026-11-21");
		this.kept.end(ACCOUNT, "FOLLOWING", 8, "2026-11-21");
		confirms(8, true);
	}

	@Test
	void tellsTheNamesThatThisAccountSaw() {
		this.kept.keep(new UUID(0, 2), OTHER_ACCOUNT);
		this.kept.open(ACCOUNT, "FOLLOWERS", false, 8, "jane", "2026-11-18");
		this.kept.event(ACCOUNT, "RENAMED", 8, "joan", "june");
		this.kept.event(ACCOUNT, "RENAMED", 8, "jane", "joan");
		this.kept.event(OTHER_ACCOUNT, "RENAMED", 8, "jane", "secret");
		sql("INSERT INTO member_versions VALUES (8, '2026-11-01T00:00Z', 'secret', 'secret', false, false)");
		String answer = get("/members/8").expectBody(String.class).returnResult().getResponseBody();
		assertThat(answer).contains("\"earlierNames\":[\"joan\",\"june\"]").doesNotContain("secret");
	}

	@Test
	void showsTheLatestEventsAndWhereToGoOn() {
		this.kept.open(ACCOUNT, "FOLLOWERS", false, 1, "m1", "2026-11-18");
		for (int times = 1; times <= 201; times++) {
			this.kept.events(ACCOUNT, "FOLLOWED_YOU", 2);
		}
		MemberSeen member = get("/members/1").expectBody(MemberSeen.class).returnResult().getResponseBody();
		assertThat(member.events()).hasSize(200).extracting(EventSeen::key).containsOnly("1");
		get("/events?member=1&after=" + member.next()).expectBody().json("""
				{"items": [{"seq": 1, "key": "1"}], "next": null}
				""");
	}

	@Test
	void showsTheNameOfNow() {
		this.kept.open(ACCOUNT, "FOLLOWING", false, 8, "old_name", "2026-11-18");
		this.kept.end(ACCOUNT, "FOLLOWING", 8, "2026-11-19");
		this.kept.open(ACCOUNT, "FOLLOWERS", false, 8, "new_name", "2026-11-17");
		get("/members/8").expectBody().jsonPath("$.username").isEqualTo("new_name");
	}

	@Test
	void knowsNobodyWhomOnlyAnotherAccountKnows() {
		this.kept.keep(new UUID(0, 2), OTHER_ACCOUNT);
		this.kept.open(OTHER_ACCOUNT, "FOLLOWERS", false, 8, "jane", "2026-11-18");
		this.asOwner.get()
			.uri(path("/members/8"))
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.title")
			.isEqualTo("Member not found");
		this.kept.event(OTHER_ACCOUNT, "GONE", 8, "jane", "");
		get("/events?member=8").expectBody().json("{\"items\": []}");
		as(new UUID(0, 2), Scope.READ).get().uri(path("/members/8")).exchange().expectStatus().isNotFound();
	}

	@Test
	void answersNotModifiedUntilTheWhitelistChanges() {
		this.kept.open(ACCOUNT, "FOLLOWERS", false, 8, "jane", "2026-11-18");
		String tag = get("/members/8").returnResult(Void.class).getResponseHeaders().getETag();
		again(tag).expectStatus().isNotModified();
		this.asOwner.put().uri(path("/whitelist/8")).exchange().expectStatus().isNoContent();
		again(tag).expectStatus().isOk();
	}

	@ParameterizedTest
	@ValueSource(strings = { "me", "1e3", "9223372036854775808" })
	void rejectsWhatIsNoKey(String key) {
		this.asOwner.get().uri(path("/members/" + key)).exchange().expectStatus().isBadRequest();
	}

	private void confirms(long key, boolean expected) {
		get("/members/" + key).expectBody().jsonPath("$.confirmed").isEqualTo(expected);
	}

	private WebTestClient.ResponseSpec again(String tag) {
		return this.asOwner.get().uri(path("/members/8")).header("If-None-Match", tag).exchange();
	}

	private WebTestClient.ResponseSpec get(String rest) {
		return this.asOwner.get().uri(path(rest)).exchange().expectStatus().isOk();
	}

	/** A member as received. */
	record MemberSeen(List<EventSeen> events, String next) {
	}

	/** An event as received. */
	record EventSeen(String key) {
	}

}
