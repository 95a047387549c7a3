package io.followsync.acceptance.kept;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.followsync.acceptance.client.Browser;
import io.followsync.acceptance.client.KeptAccount;
import io.followsync.acceptance.client.Reply;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.KnownSessions;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.SharedStackTest;
import io.followsync.acceptance.stack.Stack;
import io.followsync.stack.job.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Who proves control of an account, and what that opens. */
@SharedStackTest
class SignInAcceptanceTests {

	private static final Population LISTS = Population.of(30, 20, 10);

	@Test
	void aProvenSessionKeepsItsAccount(Stack stack) {
		Account account = stack.instagram().place(LISTS);
		Browser browser = stack.gateway().browser();

		String secret = browser.begin(account.session());
		assertThat(browser.awaitDecision(secret).path("state").asString()).isEqualTo("PROVEN");
		Reply exchanged = browser.exchange(secret);

		assertThat(exchanged.header("Set-Cookie")).containsIgnoringCase("HttpOnly").contains("SameSite=Lax");
		assertThat(browser.owner()).isEqualTo(exchanged.text("owner"));
		assertThat(browser.accounts()).containsExactly(Long.toString(account.id()));
		assertThat(browser.account(account.id()).state()).isEqualTo("CONNECTED");
		assertThat(browser.signInState(secret).text("state")).isEqualTo("USED");
		assertThat(account.audit().pages()).as("pages of lists read").isZero();
	}

	@Test
	void aSignInIsExchangedOnce(Stack stack) {
		Account account = stack.instagram().place(LISTS);
		Browser browser = stack.gateway().browser();
		String secret = browser.prove(account.session());

		List<Reply> replies = Stream
			.generate(() -> CompletableFuture
				.supplyAsync(() -> browser.http().postJson("/api/v1/sessions", Map.of("signIn", secret))))
			.limit(4)
			.toList()
			.stream()
			.map(CompletableFuture::join)
			.toList();

		assertThat(replies).filteredOn((reply) -> reply.status() == 200).hasSize(1);
		assertThat(replies).filteredOn((reply) -> reply.status() != 200)
			.allMatch((reply) -> reply.text("type").equals("urn:followsync:error:sign-in-used"));
	}

	@Test
	void anOwnerKeepsSeveralAccounts(Stack stack) {
		Account first = stack.instagram().place(LISTS);
		Account second = stack.instagram().place(LISTS);
		Browser browser = stack.gateway().browser();

		browser.signIn(first.session());
		String owner = browser.owner();
		browser.signIn(second.session());

		assertThat(browser.owner()).isEqualTo(owner);
		assertThat(browser.accounts()).containsExactlyInAnyOrder(Long.toString(first.id()), Long.toString(second.id()));
	}

	@Test
	void aSecondBrowserNeedsTheApprovalOfTheFirst(Stack stack) {
		Account account = stack.instagram().place(LISTS);
		Browser first = stack.gateway().browser();
		first.signIn(account.session());
		Browser second = stack.gateway().browser();

		String secret = second.prove(account.session());
		JsonNode waiting = second.signInState(secret).json();
		assertThat(waiting.path("state").asString()).isEqualTo("WAITING_FOR_APPROVAL");
		assertThat(second.exchange(secret).text("type")).isEqualTo("urn:followsync:error:approval-required");
		assertThat(first.approvals()).singleElement()
			.satisfies((one) -> assertThat(one.path("code").asString()).isEqualTo(waiting.path("code").asString()));
		String id = first.approvals().getFirst().path("id").asString();
		String wrong = waiting.path("code").asString().equals("000000") ? "000001" : "000000";
		assertThat(first.approve(id, wrong).text("type")).isEqualTo("urn:followsync:error:wrong-code");
		assertThat(second.exchange(secret).status()).as("exchange after a wrong code").isEqualTo(409);

		assertThat(first.approve(id, waiting.path("code").asString()).status()).isEqualTo(204);
		assertThat(second.exchange(secret).status()).isEqualTo(200);

		assertThat(second.owner()).isEqualTo(first.owner());
		assertThat(first.http().get("/api/v1/sessions").items()).hasSize(2);
	}

	@Test
	void aRefusedSignInIsForgotten(Stack stack) {
		Account account = stack.instagram().place(LISTS);
		Browser first = stack.gateway().browser();
		first.signIn(account.session());
		Browser second = stack.gateway().browser();
		String secret = second.prove(account.session());

		String id = first.approvals().getFirst().path("id").asString();
		assertThat(first.refuse(id).status()).isEqualTo(204);

		assertThat(first.approvals()).isEmpty();
		assertThat(second.exchange(secret).status()).isEqualTo(404);
	}

	@Test
	void anAccountMovesToAnotherOwnerOnlyWithItsOwnersApproval(Stack stack) {
		Account claimed = stack.instagram().place(LISTS);
		Browser owner = stack.gateway().browser();
		owner.signIn(claimed.session());
		Browser claimant = stack.gateway().browser();
		claimant.signIn(stack.instagram().place(LISTS).session());

		String secret = claimant.prove(claimed.session());
		assertThat(claimant.exchange(secret).status()).isEqualTo(409);
		assertThat(claimant.account(claimed.id()).ask("").status()).isEqualTo(404);
		assertThat(owner.account(claimed.id()).state()).isEqualTo("CONNECTED");

		JsonNode waiting = owner.approvals().getFirst();
		assertThat(waiting.path("moves").asBoolean()).isTrue();
		assertThat(owner.approve(waiting.path("id").asString(), waiting.path("code").asString()).status())
			.isEqualTo(204);
		assertThat(claimant.exchange(secret).status()).isEqualTo(200);
		assertThat(claimant.account(claimed.id()).state()).isEqualTo("CONNECTED");
		assertThat(owner.account(claimed.id()).ask("").status()).isEqualTo(404);
		assertThat(owner.accounts()).isEmpty();
	}

	@Test
	void ofTwoSignInsAtOnceOneGetsTheAccount(Stack stack) {
		Account account = stack.instagram().place(LISTS);
		List<Browser> browsers = Stream.generate(stack.gateway()::browser).limit(2).toList();
		List<String> secrets = browsers.stream().map((browser) -> browser.prove(account.session())).toList();

		List<Reply> replies = Stream.of(0, 1)
			.map((i) -> CompletableFuture.supplyAsync(() -> browsers.get(i).exchange(secrets.get(i))))
			.toList()
			.stream()
			.map(CompletableFuture::join)
			.toList();

		assertThat(replies).extracting(Reply::status).containsExactlyInAnyOrder(200, 409);
		assertThat(stack.tables().number("SELECT count(DISTINCT owner_id) FROM accounts WHERE id = " + account.id()))
			.isEqualTo(1);
	}

	/** A session that dies before or between the requests of its sign-in. */
	@ParameterizedTest
	@ValueSource(strings = { "dead", "login_required", "logged_out_midway", "false_viewer" })
	void aDyingOrForeignSessionProvesNothing(String how, Stack stack) {
		Account account = stack.instagram().place(LISTS);
		Session session = account.session();
		switch (how) {
			case "dead" -> stack.instagram().kill(session);
			case "false_viewer" -> stack.instagram().reveal(session, stack.instagram().place(LISTS).id());
			default -> account.fault("session", 1, how);
		}
		Browser browser = stack.gateway().browser();

		String secret = browser.begin(session);
		JsonNode failed = browser.awaitDecision(secret);

		assertThat(failed.path("state").asString()).isEqualTo("FAILED");
		assertThat(failed.path("failure").path("message").asString("")).isNotBlank();
		Reply refused = browser.exchange(secret);
		assertThat(refused.status()).as("exchange: %s", refused).isEqualTo(409);
		assertThat(refused.text("type")).isEqualTo("urn:followsync:error:sign-in-not-proven");
		assertThat(browser.http().get("/api/v1/me").status()).isEqualTo(401);
		for (String table : List.of("accounts WHERE id", "account_credentials WHERE account_id")) {
			assertThat(stack.tables().number("SELECT count(*) FROM " + table + " = " + account.id())).isZero();
		}
	}

	@Test
	void aDeadSessionOfAKeptAccountDoesNotTouchIt(Stack stack) {
		Account account = stack.instagram().place(LISTS);
		Browser owner = stack.gateway().browser();
		KeptAccount kept = owner.signIn(account.session());
		Session forged = KnownSessions.made(account.id());
		stack.instagram().kill(forged);

		Browser thief = stack.gateway().browser();
		assertThat(thief.awaitDecision(thief.begin(forged)).path("state").asString()).isEqualTo("FAILED");

		assertThat(owner.approvals()).isEmpty();
		assertThat(kept.state()).isEqualTo("CONNECTED");
		kept.completeSync();
	}

	@Test
	void whoHasLostEveryBrowserComesBackWithTheSession(Stack stack) {
		Account account = stack.instagram().place(LISTS);
		Browser lost = stack.gateway().browser();
		lost.signIn(account.session());
		String owner = lost.owner();
		assertThat(lost.http().delete("/api/v1/sessions/current").status()).isEqualTo(204);
		assertThat(lost.http().get("/api/v1/me").status()).isEqualTo(401);

		Browser next = stack.gateway().browser();
		next.signIn(account.session());

		assertThat(next.owner()).isEqualTo(owner);
	}

}
