package io.followsync.gateway.signin.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.followsync.account.OwnerId;
import io.followsync.gateway.access.TestOwners;
import io.followsync.gateway.access.TestOwners.TestBrowser;
import io.followsync.job.AccountId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import org.springframework.http.ResponseCookie;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of decision 029 in the database. */
class ExchangeTests extends SignInIntegrationTest {

	private final AccountId account = TestOwners.randomAccount();

	@Test
	void anUnprovenSignInGivesNothing() {
		Begun signIn = begin(this.account, null);

		exchange(signIn, null).expectStatus().isEqualTo(409).expectCookie().doesNotExist(TestOwners.COOKIE);

		assertThat(value("SELECT count(*) FROM accounts WHERE id = " + this.account)).isEqualTo(0L);
	}

	@Test
	void aNewAccountGetsANewOwnerAndTheCredentialOfTheSignIn() {
		Begun signIn = proven(this.account, null);
		Object sealed = value("SELECT sealed FROM sign_ins WHERE id = '" + signIn.id() + "'");

		UUID owner = exchanged(signIn, null);

		assertThat(owner()).isEqualTo(owner);
		assertThat(bytes(value("SELECT sealed FROM account_credentials WHERE account_id = " + this.account)))
			.isEqualTo(bytes(sealed));
		assertThat(value("SELECT octet_length(sealed) FROM sign_ins WHERE id = '" + signIn.id() + "'")).isEqualTo(0);
		assertThat(activities(this.account)).isEqualTo("SIGNED_IN CONNECTED");
	}

	@Test
	void aSignInIsUsedOnce() {
		Begun signIn = proven(this.account, null);
		exchanged(signIn, null);

		exchange(signIn, null).expectStatus().isEqualTo(409);

		assertThat(state(signIn, null)).isEqualTo("USED");
	}

	@Test
	void aSignedInOwnerKeepsOneAccountMore() {
		TestBrowser browser = this.owners.browser(this.owners.owner());

		assertThat(exchanged(proven(this.account, browser), browser)).isEqualTo(browser.owner().value());

		assertThat(owner()).isEqualTo(browser.owner().value());
	}

	@Test
	void anOwnersCredentialIsReplaced() {
		TestBrowser browser = this.owners.browser(this.owners.owner());
		AccountId kept = this.owners.account(browser.owner());
		sql("UPDATE accounts SET state = 'RECONNECT_NEEDED' WHERE id = " + kept);

		Begun signIn = proven(kept, browser);
		sql("UPDATE sign_ins SET username = 'anna' WHERE id = '%s'".formatted(signIn.id()));

		exchanged(signIn, browser);

		assertThat(value("SELECT state || ' ' || username FROM accounts WHERE id = " + kept))
			.isEqualTo("CONNECTED anna");
		assertThat(value("SELECT sealed <> 'old' FROM account_credentials WHERE account_id = " + kept)).isEqualTo(true);
		assertThat(activities(kept)).isEqualTo("SIGNED_IN CONNECTED");
	}

	@Test
	void anAccountOfASignedInOwnerNeedsTheApprovalOfThatOwner() {
		TestBrowser currentOwner = this.owners.browser(this.owners.owner());
		AccountId kept = this.owners.account(currentOwner.owner());
		Begun signIn = proven(kept, null);
		exchange(signIn, null).expectStatus().isEqualTo(409);
		String code = (String) value("SELECT code FROM sign_ins WHERE id = '" + signIn.id() + "'");
		get("/api/v1/approvals", currentOwner).expectBody()
			.jsonPath("$[0].id")
			.isEqualTo(signIn.id())
			.jsonPath("$[0].code")
			.isEqualTo(code)
			.jsonPath("$[0].moves")
			.isEqualTo(false);

		approve(signIn, "no code", currentOwner, 409);
		approve(signIn, code, this.owners.browser(this.owners.owner()), 404);
		exchange(signIn, null).expectStatus().isEqualTo(409);
		approve(signIn, code, currentOwner, 204);

		assertThat(exchanged(signIn, null)).isEqualTo(currentOwner.owner().value());
	}

	@Test
	void anApprovedAccountMovesToTheOtherSignedInOwner() {
		TestBrowser currentOwner = this.owners.browser(this.owners.owner());
		AccountId kept = this.owners.account(currentOwner.owner());
		TestBrowser other = this.owners.browser(this.owners.owner());
		Begun signIn = proven(kept, other);
		exchange(signIn, other).expectStatus().isEqualTo(409);
		get("/api/v1/approvals", currentOwner).expectBody().jsonPath("$[0].moves").isEqualTo(true);
		approve(signIn, (String) value("SELECT code FROM sign_ins WHERE id = '" + signIn.id() + "'"), currentOwner,
				204);

		exchanged(signIn, other);

		assertThat(value("SELECT owner_id FROM accounts WHERE id = " + kept)).isEqualTo(other.owner().value());
		assertThat(activities(kept)).isEqualTo("SIGN_IN_APPROVED OWNER_CHANGED SIGNED_IN");
	}

	@Test
	void whatWasApprovedForASignedOutBrowserMovesToNobody() {
		TestBrowser currentOwner = this.owners.browser(this.owners.owner());
		AccountId kept = this.owners.account(currentOwner.owner());
		Begun signIn = proven(kept, null);
		approve(signIn, (String) value("SELECT code FROM sign_ins WHERE id = '" + signIn.id() + "'"), currentOwner,
				204);

		TestBrowser replaced = this.owners.browser(this.owners.owner());
		assertThat(exchanged(signIn, replaced)).isEqualTo(currentOwner.owner().value());

		assertThat(value("SELECT owner_id FROM accounts WHERE id = " + kept)).isEqualTo(currentOwner.owner().value());
		assertThat(value("SELECT count(*) FROM browser_sessions WHERE revoked_at IS NULL AND owner_id = '"
				+ replaced.owner() + "'"))
			.as("sessions that no browser holds")
			.isEqualTo(0L);
	}

	@Test
	void anApprovalEndsWhenTheAccountChangesHands() {
		TestBrowser currentOwner = this.owners.browser(this.owners.owner());
		AccountId kept = this.owners.account(currentOwner.owner());
		Begun approved = proven(kept, null);
		approve(approved, (String) value("SELECT code FROM sign_ins WHERE id = '" + approved.id() + "'"), currentOwner,
				204);
		TestBrowser next = this.owners.browser(this.owners.owner());
		Begun moving = proven(kept, next);
		sql("UPDATE sign_ins SET approved_at = deciding_time() WHERE id = '" + moving.id() + "'");
		exchanged(moving, next);

		exchange(approved, null).expectStatus().isEqualTo(409);
	}

	@Test
	void theOnlyAccountGivesASignedOutOwnerBack() {
		OwnerId currentOwner = this.owners.owner();
		AccountId kept = this.owners.account(currentOwner);

		assertThat(exchanged(proven(kept, null), null)).isEqualTo(currentOwner.value());
	}

	@Test
	void oneOfSeveralAccountsOfASignedOutOwnerGivesOnlyItself() {
		OwnerId currentOwner = this.owners.owner();
		AccountId kept = this.owners.account(currentOwner);
		AccountId other = this.owners.account(currentOwner);

		UUID owner = exchanged(proven(kept, null), null);

		assertThat(owner).isNotEqualTo(currentOwner.value());
		assertThat(value("SELECT owner_id FROM accounts WHERE id = " + kept)).isEqualTo(owner);
		assertThat(value("SELECT owner_id FROM accounts WHERE id = " + other)).isEqualTo(currentOwner.value());
	}

	@ParameterizedTest
	@ValueSource(strings = { "confirmed_at = NULL, created_at = created_at - interval '5 minutes'",
			"renewed_at = deciding_time() - interval '7 days 1 s'" })
	void aBrowserThatCannotApproveKeepsNobodyOut(String standing) {
		OwnerId currentOwner = this.owners.owner();
		AccountId kept = this.owners.account(currentOwner);
		TestBrowser lost = this.owners.browser(currentOwner);
		sql("UPDATE browser_sessions SET %s WHERE id = '%s'".formatted(standing, lost.session()));
		Begun signIn = proven(kept, null);

		assertThat(state(signIn, null)).isEqualTo("PROVEN");
		assertThat(exchanged(signIn, null)).isEqualTo(currentOwner.value());
	}

	@Test
	void anAccountOfASignedOutOwnerMovesToTheSignedInOne() {
		AccountId kept = this.owners.account(this.owners.owner());
		TestBrowser browser = this.owners.browser(this.owners.owner());

		exchanged(proven(kept, browser), browser);

		assertThat(value("SELECT owner_id FROM accounts WHERE id = " + kept)).isEqualTo(browser.owner().value());
	}

	@Test
	void aSignInBegunWhileSignedInIsNotUsedSignedOut() {
		TestBrowser browser = this.owners.browser(this.owners.owner());
		Begun signIn = proven(this.account, browser);

		exchange(signIn, null).expectStatus().isUnauthorized();
		exchange(signIn, this.owners.browser(this.owners.owner())).expectStatus().isUnauthorized();

		assertThat(value("SELECT count(*) FROM accounts WHERE id = " + this.account)).isEqualTo(0L);
	}

	@Test
	void anAccountThatLeavesIsReconnectedUntilItsRemovalBegins() {
		OwnerId currentOwner = this.owners.owner();
		AccountId kept = this.owners.account(currentOwner);
		sql("UPDATE accounts SET state = 'LEAVING', remove_at = deciding_time() + interval '1 h' WHERE id = " + kept);
		exchanged(proven(kept, null), null);
		assertThat(value("SELECT state || coalesce(remove_at::text, '') FROM accounts WHERE id = " + kept))
			.isEqualTo("CONNECTED");

		sql("UPDATE accounts SET state = 'LEAVING', remove_at = deciding_time() WHERE id = " + kept);
		exchange(proven(kept, null), null).expectStatus()
			.isEqualTo(409)
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("urn:followsync:error:account-being-removed")
			.jsonPath("$.advice")
			.isEqualTo("What was kept of this account is being removed. Try again in a few minutes.");
	}

	@Test
	void aSignedInBrowserKeepsItsSession() {
		TestBrowser browser = this.owners.browser(this.owners.owner());
		Begun signIn = proven(this.account, browser);

		exchange(signIn, browser).expectStatus().isOk().expectCookie().doesNotExist(TestOwners.COOKIE);

		get("/api/v1/me", browser).expectBody().jsonPath("$.accounts[0].id").isEqualTo(this.account.toString());
	}

	@Test
	void theTwentyFirstSessionEndsTheOneLongestUnused() {
		OwnerId currentOwner = this.owners.owner();
		AccountId kept = this.owners.account(currentOwner);
		List<TestBrowser> browsers = Flux.range(0, 20)
			.map((number) -> this.owners.browser(currentOwner))
			.collectList()
			.block();
		sql("UPDATE browser_sessions SET renewed_at = renewed_at - interval '1 day' WHERE id = '%s'"
			.formatted(browsers.get(7).session()));
		Begun signIn = proven(kept, null);
		sql("UPDATE sign_ins SET approved_at = deciding_time() WHERE id = '" + signIn.id() + "'");

		exchanged(signIn, null);

		get("/api/v1/me", browsers.get(7)).expectStatus().isUnauthorized();
		get("/api/v1/me", browsers.get(8)).expectStatus().isOk();
		assertThat(activities(kept)).isEqualTo("SIGNED_IN SESSION_DISPLACED");
	}

	private UUID exchanged(Begun signIn, TestBrowser browser) {
		var answer = exchange(signIn, browser).expectStatus().isOk().expectBody(Map.class).returnResult();
		UUID owner = UUID.fromString((String) answer.getResponseBody().get("owner"));
		ResponseCookie cookie = answer.getResponseCookies().getFirst(TestOwners.COOKIE);
		TestBrowser now = (cookie != null) ? new TestBrowser(owner, new OwnerId(owner), cookie.getValue()) : browser;
		get("/api/v1/me", now).expectStatus().isOk().expectBody().jsonPath("$.owner").isEqualTo(owner.toString());
		return owner;
	}

	private void approve(Begun signIn, String code, TestBrowser browser, int status) {
		post("/api/v1/approvals", "{\"signIn\":\"%s\",\"code\":\"%s\"}".formatted(signIn.id(), code), browser)
			.expectStatus()
			.isEqualTo(status);
	}

	private Object owner() {
		return value("SELECT owner_id FROM accounts WHERE id = " + this.account);
	}

}
