package io.followsync.acceptance.kept;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.followsync.acceptance.client.Browser;
import io.followsync.acceptance.client.Event;
import io.followsync.acceptance.client.KeptAccount;
import io.followsync.acceptance.client.Reply;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.SharedStackTest;
import io.followsync.acceptance.stack.Stack;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an owner, a client with a token, and everybody else can do with a kept account.
 */
@SharedStackTest
class KeptAccountAcceptanceTests {

	private static final Population LISTS = Population.small();

	private static final int LATENCY_MS = 150;

	@Test
	void aTokenSyncsAndReadsTheAccount(Stack stack) {
		Account account = stack.instagram().place(LISTS);
		Browser browser = stack.gateway().browser();
		browser.signIn(account.session());
		String token = browser.createToken("read", "sync");
		KeptAccount kept = new KeptAccount(stack.gateway().bearing(token), account.id());

		JsonNode ended = kept.completeSync();

		assertThat(ended.path("lists").path("followers").path("verdict").asString()).isEqualTo("COMPLETE");
		assertThat(kept.names("notFollowingBack")).isEqualTo(account.truth().notFollowingBack());
		assertThat(kept.csv("fans").stream().map((row) -> row.get(1)).toList()).isEqualTo(account.truth().fans());
		assertThat(kept.http().get(kept.path("/relationships?view=fans"), "application/x-ndjson").body().lines())
			.hasSize(account.truth().fans().size());
		assertThat(kept.events()).as("a first sync begins the history").isEmpty();
		assertThat(kept.activities()).extracting((one) -> one.path("kind").asString())
			.containsExactly("SYNC_COMPLETED", "SYNC_REQUESTED", "TOKEN_CREATED", "CONNECTED", "SIGNED_IN");
		assertThat(kept.ask("/overview").json().path("figures").path("followers").asInt())
			.isEqualTo(account.truth().followers());
	}

	@Test
	void pollingShowsEachEventOnce(Stack stack) {
		WatchedAccount account = WatchedAccount.signIn(stack, Population.of(120, 90, 40).inLargePages());
		account.sync();
		String since = account.kept().ask("/changes?since=now").text("next");
		account.instagram().change(Map.of("newFollowers", 9, "lostFollowers", 6));
		account.sync();

		Reply first = account.kept().ask("/changes?limit=4&since=" + since);
		Reply second = account.kept().ask("/changes?limit=100&since=" + first.text("next"));

		assertThat(Stream.concat(first.items().stream(), second.items().stream()).map(JsonNode::toString)).hasSize(15)
			.doesNotHaveDuplicates();
		assertThat(first.json().path("more").booleanValue()).isTrue();
		assertThat(second.json().path("more").booleanValue()).isFalse();
		assertThat(account.kept().ask("/changes?since=" + second.text("next")).items()).isEmpty();
	}

	@Test
	void anAccountHasOneSyncAtATimeWhichCanBeWatched(Stack stack) {
		Account account = stack.instagram().place(LISTS.answeringIn(LATENCY_MS));
		KeptAccount kept = stack.gateway().browser().signIn(account.session());

		Reply started = kept.requestSync();
		Reply again = kept.requestSync();
		List<Event> seen = kept.watch(started.text("id")).watchUntil(Event::isTerminal);

		assertThat(started.header("Location")).isEqualTo(kept.path("/syncs/" + started.text("id")));
		assertThat(started.json().path("started").booleanValue()).isTrue();
		assertThat(again.text("id")).isEqualTo(started.text("id"));
		assertThat(again.json().path("started").booleanValue()).isFalse();
		assertThat(seen).extracting(Event::name).startsWith("snapshot").contains("progress").endsWith("completed");
		assertThat(account.audit().repeated()).as("pages served again").isZero();
	}

	@Test
	void aRepeatedRequestWithItsKeyGetsTheFirstAnswer(Stack stack) {
		Account account = stack.instagram().place(Population.of(9, 9, 3));
		KeptAccount kept = stack.gateway().browser().signIn(account.session());
		Map<String, String> key = Map.of("Idempotency-Key", "morning-" + account.id());

		String sync = kept.http().post(kept.path("/syncs"), key).text("id");
		kept.awaitEnd(sync);

		assertThat(kept.http().post(kept.path("/syncs"), key).text("id")).isEqualTo(sync);
		assertThat(kept.requestSync().text("id")).isNotEqualTo(sync);
	}

	@Test
	void aCancelledSyncChangesNothing(Stack stack) {
		WatchedAccount account = WatchedAccount.signIn(stack, LISTS.answeringIn(LATENCY_MS));
		account.sync();
		Map<String, String> before = account.answers();
		account.instagram().change(Map.of("lostFollowers", 5));
		String sync = account.kept().startSync();
		account.kept().awaitSync(sync, (now) -> now.path("lists").path("followers").path("fetched").asInt(0) > 0);

		assertThat(account.kept().cancel(sync).status()).isEqualTo(202);

		assertThat(account.kept().awaitEnd(sync).path("state").asString()).isEqualTo("CANCELLED");
		assertThat(account.answers()).isEqualTo(before);
		assertThat(account.kept().cancel(sync).status()).as("cancelled again").isEqualTo(202);
	}

	@Test
	void anArchiveKeepsItsHistoryWithoutCredential(Stack stack) {
		WatchedAccount account = WatchedAccount.signIn(stack, LISTS);
		account.sync();
		account.instagram().change(Map.of("newFollowers", 4));
		account.sync();

		assertThat(account.kept().disconnect("keep").status()).isEqualTo(204);

		assertThat(credentials(stack, account.kept())).isZero();
		assertThat(account.kept().state()).isEqualTo("ARCHIVED");
		account.assertThatHistoryIsTrue();
		assertThat(account.kept().requestSync().text("type")).isEqualTo("urn:followsync:error:account-not-connected");

		account.browser().signIn(account.instagram().session());
		account.instagram().change(Map.of("newFollowers", 2));
		account.sync();
		account.assertThatHistoryIsTrue();
	}

	@Test
	void aDeletedAccountLosesItsCredentialAndItsSyncAtOnce(Stack stack) {
		Account account = stack.instagram().place(LISTS.answeringIn(LATENCY_MS));
		KeptAccount kept = stack.gateway().browser().signIn(account.session());
		String sync = kept.startSync();
		kept.awaitSync(sync, (now) -> now.path("state").asString().equals("RUNNING"));

		assertThat(kept.disconnect("delete").status()).isEqualTo(204);

		assertThat(credentials(stack, kept)).isZero();
		assertThat(kept.state()).isEqualTo("LEAVING");
		assertThat(kept.ask("").text("removeAt")).isNotEmpty();
		assertThat(kept.awaitEnd(sync).path("state").asString()).isEqualTo("CANCELLED");
	}

	@Test
	void nobodyElseSeesAnythingOfAnAccount(Stack stack) {
		Account account = stack.instagram().place(LISTS);
		Browser owner = stack.gateway().browser();
		KeptAccount kept = owner.signIn(account.session());
		String sync = kept.completeSync().path("id").asString();
		Browser stranger = stack.gateway().browser();
		stranger.signIn(stack.instagram().place(Population.of(3, 3, 1)).session());
		KeptAccount seen = stranger.account(account.id());
		KeptAccount missing = stranger.account(1);

		for (String what : List.of("", "/overview", "/relationships", "/relationships?view=followers", "/events",
				"/changes", "/insights", "/activities", "/syncs", "/syncs/" + sync)) {
			assertThat(seen.ask(what).status()).as(what).isEqualTo(404);
			assertThat(seen.ask(what).text("type")).as(what).isEqualTo(missing.ask(what).text("type"));
			assertThat(stack.gateway().http().get(kept.path(what)).status()).as("%s of nobody", what).isEqualTo(401);
		}
		assertThat(seen.watch(sync).status()).isEqualTo(404);
		assertThat(seen.requestSync().status()).isEqualTo(404);
		assertThat(seen.cancel(sync).status()).isEqualTo(404);
		assertThat(seen.disconnect("delete").status()).isEqualTo(404);
		assertThat(stranger.account(seen.id()).http().get("/api/v1/jobs/" + sync).status()).isEqualTo(404);
		assertThat(kept.state()).isEqualTo("CONNECTED");
	}

	@Test
	void aTokenOpensWhatItsScopesAllowUntilItIsRevoked(Stack stack) {
		Account account = stack.instagram().place(Population.of(9, 9, 3));
		Browser owner = stack.gateway().browser();
		owner.signIn(account.session());
		String token = owner.createToken("read");
		KeptAccount reader = new KeptAccount(stack.gateway().bearing(token), account.id());

		assertThat(reader.state()).isEqualTo("CONNECTED");
		assertThat(reader.requestSync().text("type")).isEqualTo("urn:followsync:error:scope-missing");
		assertThat(reader.disconnect("delete").text("type")).isEqualTo("urn:followsync:error:browser-required");
		assertThat(reader.http().get("/api/v1/tokens").text("type")).isEqualTo("urn:followsync:error:browser-required");

		String id = owner.http().get("/api/v1/tokens").items().getFirst().path("id").asString();
		assertThat(owner.http().delete("/api/v1/tokens/" + id).status()).isEqualTo(204);
		assertThat(reader.ask("").status()).isEqualTo(401);
	}

	@Test
	void aTamperedCredentialIsNone(Stack stack) {
		Account account = stack.instagram().place(Population.of(9, 9, 3));
		Browser owner = stack.gateway().browser();
		owner.signIn(account.session());
		String token = owner.createToken("read");

		for (String header : List.of("Bearer %s0", "Bearer fs_", "Bearer", "Basic %s", "Bearer %s %s")) {
			assertThatNobodyIsSignedIn(stack, "Authorization", header.replace("%s", token));
		}
		String cookie = owner.cookie();
		for (String tampered : List.of(cookie + "A", cookie.substring(0, cookie.length() - 1),
				cookie.toLowerCase(Locale.ROOT), "followsync_session=", "followsync_session=AAAA")) {
			assertThatNobodyIsSignedIn(stack, "Cookie", tampered);
		}
		assertThat(owner.accounts()).hasSize(1);
	}

	@Test
	void anExpiredCredentialIsNone(Stack stack) {
		Account account = stack.instagram().place(Population.of(3, 3, 1));
		Browser owner = stack.gateway().browser();
		owner.signIn(account.session());
		String token = owner.createToken("read");
		String now = " SET expires_at = deciding_time() WHERE owner_id = '%s'".formatted(owner.owner());
		assertThat(new KeptAccount(stack.gateway().bearing(token), account.id()).state()).isEqualTo("CONNECTED");

		stack.tables().execute("UPDATE access_tokens" + now);
		assertThatNobodyIsSignedIn(stack, "Authorization", "Bearer " + token);
		stack.tables().execute("UPDATE browser_sessions" + now);
		assertThatNobodyIsSignedIn(stack, "Cookie", owner.cookie());
	}

	/** Absurd pages, positions and names. */
	@Test
	void aBadQuestionIsAnsweredWithAProblem(Stack stack) {
		Account account = stack.instagram().place(Population.of(3, 3, 1));
		KeptAccount kept = stack.gateway().browser().signIn(account.session());

		for (String what : List.of("/relationships?limit=0", "/relationships?limit=100000", "/relationships?limit=-1",
				"/relationships?limit=9223372036854775808", "/relationships?after=AAAA", "/relationships?after=%00",
				"/relationships?view=everybody", "/relationships?sort=since%20desc",
				"/relationships?gainedSince=yesterday", "/events?after=AWNoYW5nZXMgADQyDl1n6w", "/events?kinds=ALL",
				"/changes?since=0", "/insights?from=now", "/insights?limit=201", "/activities?after=x",
				"/syncs?after=x", "/syncs/no-id")) {
			Reply refused = kept.ask(what);
			assertThat(refused.status()).as("%s: %s", what, refused).isEqualTo(400);
			assertThat(refused.header("Content-Type")).as(what).startsWith("application/problem+json");
			assertThat(refused.text("type")).as(what).startsWith("urn:followsync:error:");
		}
	}

	/** A page elsewhere makes a browser send the cookie, but not as a page of ours. */
	@Test
	void anotherSitesPageChangesNothing(Stack stack) {
		Account account = stack.instagram().place(Population.of(3, 3, 1));
		Browser browser = stack.gateway().browser();
		KeptAccount kept = browser.signIn(account.session());

		Reply refused = kept.http().post(kept.path("/syncs"), Map.of("Origin", "https://elsewhere.example"));

		assertThat(refused.text("type")).isEqualTo("urn:followsync:error:foreign-origin");
		assertThat(kept.pages("/syncs")).isEmpty();
	}

	private static void assertThatNobodyIsSignedIn(Stack stack, String header, String value) {
		Reply refused = stack.gateway().http().get("/api/v1/accounts", Map.of(header, value));
		assertThat(refused.status()).as("%s: %s", value, refused).isEqualTo(401);
		assertThat(refused.text("type")).isEqualTo("urn:followsync:error:sign-in-required");
	}

	private static long credentials(Stack stack, KeptAccount account) {
		return stack.tables().number("SELECT count(*) FROM account_credentials WHERE account_id = " + account.id());
	}

}
