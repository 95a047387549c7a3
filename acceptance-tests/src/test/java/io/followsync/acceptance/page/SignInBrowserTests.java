package io.followsync.acceptance.page;

import java.util.regex.Pattern;

import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.simulator.Truth;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.job.Session;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The page of kept accounts, from the sign-in on, with the real services. */
@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
class SignInBrowserTests {

	@Test
	void signsInSyncsAndShowsTheFigures(Stack stack, Owner owner) {
		Account account = stack.instagram().place(Population.small());
		Truth truth = account.truth();
		Session session = account.session();
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.at("#keep").click();
		tab.awaitHeading("Keep an account");
		tab.analyze(session);
		tab.awaitHeading("Overview");
		assertThat(tab.page()).hasURL(Pattern.compile(".*#/accounts/" + account.id() + "/overview"));
		assertThat(tab.at("#sync-title")).hasText("No sync yet");

		tab.listen();
		tab.at("#sync-now").click();
		assertThat(tab.at("#figures .value").first()).hasText(Integer.toString(truth.followers()));
		assertThat(tab.at("#figures .value").nth(2)).hasText(Integer.toString(truth.notFollowingBack().size()));
		assertThat(tab.at("#figures .value").nth(3)).hasText(Integer.toString(truth.fans().size()));
		assertThat(tab.at("#sync-stamp")).hasText("Both lists proven complete");
		assertThat(tab.heard()).contains("The sync is complete.");
		assertThat(tab.at("#account-one")).containsText(Long.toString(account.id()));
		assertThat(tab.at(".chart")).isVisible();

		tab.at("[data-place=activity]").click();
		assertThat(tab.at("#activity-days")).containsText(truth.followers() + " followers");
		assertThat(
				(String) tab.run("() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href])"))
			.doesNotContain(session.sessionId(), session.csrfToken(), "secret");
		tab.page().navigate(stack.parts().gateway().url().toString());
		tab.awaitHeading("Overview");
	}

	@Test
	void asksTheOtherBrowserBeforeItSignsIn(Stack stack, Owner owner) {
		Account account = stack.instagram().place(Population.small());
		Tab first = signIn(stack, owner, account.session());
		Tab second = owner.open(stack.parts().gateway().url());
		second.at("#keep").click();
		second.awaitHeading("Keep an account");
		second.analyze(account.session());
		assertThat(second.at("#wait-title")).hasText("Approve this in your other browser");

		first.at("[data-place=activity]").click();
		assertThat(first.at("#approvals .code")).hasText(second.at("#wait-code").textContent());
		second.page().reload();
		assertThat(second.at("#wait-code")).hasText(first.at("#approvals .code").textContent());
		first.at("#approvals .button-main").click();

		second.awaitHeading("Overview");
	}

	@Test
	void saysWhyItDoesNotSignIn(Stack stack, Owner owner) {
		Session session = stack.instagram().place(Population.small()).session();
		stack.instagram().kill(session);
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.at("#keep").click();
		tab.awaitHeading("Keep an account");
		tab.analyze(session);
		assertThat(tab.at("#sign-in-error")).containsText("Instagram did not accept these two values");
		assertThat(tab.at("#session-id")).hasValue("");
		assertThat(tab.run("() => sessionStorage.length + localStorage.length")).isEqualTo(0);
	}

	@Test
	void signsOut(Stack stack, Owner owner) {
		Tab tab = signIn(stack, owner, stack.instagram().place(Population.small()).session());
		Tab other = tab.another();
		other.awaitHeading("Overview");
		tab.at("#sign-out").click();
		assertThat(tab.at("#confirm-text")).containsText("the session of each");
		tab.at("#confirm-yes").click();
		tab.awaitHeading("Who");
		other.awaitHeading("Sign in again");
		assertThat(tab.at("#keep")).hasText("Keep an account");
		tab.page().reload();
		tab.awaitHeading("Who");
		tab.run("() => { location.hash = '#/accounts'; }");
		tab.awaitHeading("Sign in again");
	}

	@Test
	void givesATokenItsSecretOnce(Stack stack, Owner owner) {
		Tab tab = signIn(stack, owner, stack.instagram().place(Population.small()).session());
		tab.at("[data-place=accounts]").click();
		tab.at("text=Create a token").click();
		tab.at("#token-name").fill("laptop");
		tab.at("#token-create").click();
		assertThat(tab.at("#tokens")).containsText("laptop");
		assertThat(tab.at("#token-made code")).isFocused();
		assertThat(tab
			.run("""
					async () => { const headers = { Authorization: `Bearer ${document.querySelector('#token-made code').textContent}` };
					  return (await (await fetch('/api/v1/me', { headers, credentials: 'omit' })).json()).scopes.join(); }"""))
			.isEqualTo("read");

		tab.page().reload();
		assertThat(tab.at("#tokens")).containsText("laptop");
		assertThat(tab.at("#token-made code")).hasCount(0);
		tab.at("#tokens button").last().click();
		tab.at("#confirm-yes").click();
		assertThat(tab.at("#tokens li")).hasCount(0);
		assertThat(tab.at("#tokens-none")).isVisible();
	}

	@Test
	void disconnectsAnAccountAndKeepsItsHistory(Stack stack, Owner owner) {
		Tab tab = signIn(stack, owner, stack.instagram().place(Population.small()).session());
		tab.at("[data-place=accounts]").click();
		tab.at("#kept-list button").click();
		assertThat(tab.at("#disconnect-no")).isFocused();
		tab.at("#disconnect-yes").click();
		assertThat(tab.at("#kept-list .stamp")).hasText("Archive");
		tab.at("[data-place=overview]").click();
		assertThat(tab.at("#overview-notices")).containsText("This account is an archive");

		tab.at("[data-place=accounts]").click();
		tab.at("#kept-list button").click();
		assertThat(tab.at("#confirm-yes")).hasText("Delete everything");
		tab.at("#confirm-yes").click();
		assertThat(tab.at("#kept-list .stamp")).hasText("Being removed");
		assertThat(tab.at("#kept-title")).isFocused();
	}

	private static Tab signIn(Stack stack, Owner owner, Session session) {
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.at("#keep").click();
		tab.awaitHeading("Keep an account");
		tab.analyze(session);
		tab.awaitHeading("Overview");
		return tab;
	}

}
