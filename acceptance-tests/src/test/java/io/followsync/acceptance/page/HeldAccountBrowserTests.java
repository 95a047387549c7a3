package io.followsync.acceptance.page;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.LoadState;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The views of a kept account in all their states. */
@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
class HeldAccountBrowserTests {

	private static final String OVERVIEW = "#/accounts/" + HeldAccount.ID + "/overview";

	private static final String ACTIVITY = "#/accounts/" + HeldAccount.ID + "/activity";

	private static final String SHOWN_LAST = "() => localStorage.getItem('followsync.account')";

	private static final String NOTHING_BESIDE = "() => document.documentElement.scrollWidth <= innerWidth";

	@Test
	void hasNoBarrierInOverview(Stack stack, Owner owner) {
		Tab tab = open(stack, owner);
		HeldAccount account = new HeldAccount(tab).isAskedForApproval("402918").shownAt(OVERVIEW);
		assertThat(tab.at(".chart")).isVisible();
		tab.at("text=Show as a table").click();
		assertNoBarriers(tab, "figures");
		account.isSuspect().shownAt(OVERVIEW);
		assertThat(tab.at("#sync-text"))
			.containsText("It changed nothing. The list of your followers is not proven complete");
		assertThat(tab.at("#sync-evidence")).containsText(" of %,d".formatted(HeldAccount.LAST.followers()));
		assertNoBarriers(tab, "suspect");
		account.isNew().shownAt(OVERVIEW);
		assertThat(tab.at("#sync-title")).hasText("No sync yet");
		assertThat(tab.at("#overview-known")).isHidden();
		assertNoBarriers(tab, "new");
	}

	@Test
	void hasNoBarrierInTheOtherViews(Stack stack, Owner owner) {
		Tab tab = open(stack, owner);
		HeldAccount account = new HeldAccount(tab).shownAt(ACTIVITY);
		assertThat(tab.at(".deed").first()).hasText("Synced");
		assertNoBarriers(tab, "activity");
		account.shownAt("#/accounts");
		assertThat(tab.at("#browsers")).containsText("Safari on an iPhone");
		tab.at("text=Create a token").click();
		assertNoBarriers(tab, "accounts");
		tab.at("#kept-list button").click();
		assertNoBarriers(tab, "disconnect");
		account.signsIn("\"state\":\"WAITING_FOR_APPROVAL\",\"code\":\"402918\"").shownAt("#/sign-in");
		assertNoBarriers(tab, "sign-in");
		signIn(tab);
		assertThat(tab.at("#wait-code")).hasText("402918");
		assertNoBarriers(tab, "approval");
	}

	@Test
	void saysWhatIsSpecialAboutAnAccount(Stack stack, Owner owner) {
		Tab tab = open(stack, owner);
		HeldAccount account = new HeldAccount(tab).is("RECONNECT_NEEDED").shownAt(OVERVIEW);
		assertThat(tab.at("#overview-notices")).containsText("Instagram ended the session");
		assertThat(tab.at("#sync-now")).isHidden();
		account.is("ARCHIVED").shownAt(OVERVIEW);
		assertThat(tab.at("#overview-notices")).containsText("archive");
		account.isOf(3).shownAt(OVERVIEW);
		assertThat(tab.at("#overview-notices")).containsText("not up to date");
		account.is("CONNECTED").shownAt(OVERVIEW);
		assertThat(tab.at(".chart")).isVisible();
		assertThat(tab.at("#overview-notices > *")).hasCount(0);
	}

	@Test
	void keepsWhatWasReadWhileTheServerIsAway(Stack stack, Owner owner) {
		Tab tab = open(stack, owner);
		HeldAccount account = new HeldAccount(tab).shownAt(OVERVIEW);
		String followers = tab.at("#figures .value").first().textContent();
		tab.at("[data-place=activity]").click();
		assertThat(tab.at(".deed").first()).isVisible();

		account.isReachable(false);
		tab.at("[data-place=overview]").click();
		assertThat(tab.at("[data-problem]")).containsText("You see what was read last.");
		assertThat(tab.at("#figures .value").first()).hasText(followers);
		account.isReachable(true);
		tab.at("[data-problem] button").click();
		assertThat(tab.at("[data-problem] > *")).hasCount(0);

		tab.page().context().setOffline(true);
		assertThat(tab.at("#offline")).hasText("You are offline. You see what was read last.");
	}

	@Test
	void goesBackAndForwardAndReloads(Stack stack, Owner owner) {
		Tab tab = open(stack, owner);
		new HeldAccount(tab).shownAt("");
		tab.awaitHeading("Overview");
		assertThat(tab.page()).hasURL(Pattern.compile(".*" + OVERVIEW));
		tab.at("[data-place=activity]").click();
		tab.awaitHeading("Activity");
		assertThat(tab.heading()).isFocused();
		assertThat(tab.at("[aria-current=page]")).hasText("Activity");
		tab.at("[data-place=accounts]").click();
		tab.awaitHeading("Accounts");
		tab.page().goBack();
		tab.awaitHeading("Activity");
		tab.page().goBack();
		tab.awaitHeading("Overview");
		tab.page().goForward();
		tab.awaitHeading("Activity");
		tab.page().reload();
		tab.awaitHeading("Activity");
		tab.at(".skip").focus();
		tab.page().keyboard().press("Enter");
		assertThat(tab.at("#main")).isFocused();
		assertThat(tab.page()).hasURL(Pattern.compile(".*" + ACTIVITY));
	}

	@Test
	void readsAgainOnceTheNetworkIsBack(Stack stack, Owner owner) {
		Tab tab = open(stack, owner);
		HeldAccount account = new HeldAccount(tab).shownAt(OVERVIEW);
		assertThat(tab.at(".chart")).isVisible();
		tab.page().context().setOffline(true);
		assertThat(tab.at("#offline")).isVisible();

		account.isOf(3);
		tab.page().context().setOffline(false);

		assertThat(tab.at("#overview-notices")).containsText("not up to date");
	}

	@Test
	void leadsFromAnAccountThatIsNotKeptToThoseThatAre(Stack stack, Owner owner) {
		Tab tab = open(stack, owner);
		HeldAccount account = new HeldAccount(tab).shownAt(OVERVIEW);
		assertThat(tab.at(".chart")).isVisible();
		for (String gone : List.of("42/people", "42/people/7", "abc/overview")) {
			tab.run("() => { location.hash = '#/accounts/" + gone + "'; }");
			tab.awaitHeading("Accounts");
			assertThat(tab.at("#accounts-notices")).containsText("You do not keep that account");
			assertThat(tab.run(SHOWN_LAST)).as(gone).isEqualTo(HeldAccount.ID);
			tab.at("[data-place=overview]").click();
			tab.awaitHeading("Overview");
			assertThat(tab.at(".chart")).isVisible();
		}

		account.isGone();
		tab.at("[data-place=activity]").click();
		tab.awaitHeading("Accounts");
		assertThat(tab.at("#accounts-notices")).containsText("You do not keep that account");
		assertThat(tab.at("#kept-list")).containsText("You keep no account.");
		assertThat(tab.run(SHOWN_LAST)).isEqualTo("");
	}

	@Test
	void saysInActivityThatTheLastSyncChangedNothing(Stack stack, Owner owner) {
		Tab tab = open(stack, owner);
		new HeldAccount(tab).isSuspect().shownAt(ACTIVITY);

		assertThat(tab.at("#activity-notices")).containsText("The last sync changed nothing.");
	}

	@Test
	void complainsAboutATokenWithoutANameInItsForm(Stack stack, Owner owner) {
		Tab tab = open(stack, owner);
		new HeldAccount(tab).shownAt("#/accounts");
		tab.at("text=Create a token").click();
		tab.at("#token-create").click();

		assertThat(tab.at("#token-error")).hasText("Give the token a name.");
		assertThat(tab.at("#token-name")).hasAttribute("aria-invalid", "true");
		assertThat(tab.at("#token-name")).isFocused();
	}

	@Test
	void keepsTheAnswerToAnApprovalUntilItIsClosed(Stack stack, Owner owner) {
		Tab tab = open(stack, owner);
		HeldAccount account = new HeldAccount(tab).isAskedForApproval("402918").shownAt(OVERVIEW);
		tab.at("#approvals").getByText("Not me").click();
		assertThat(tab.at("#approvals")).containsText("Not approved.");

		account.isAskedForNoApproval();
		tab.at("[data-place=activity]").click();
		tab.awaitHeading("Activity");
		assertThat(tab.at(".deed").first()).isVisible();

		assertThat(tab.at("#approvals")).containsText("Not approved.");
		tab.at("#approvals").getByText("Close").click();
		assertThat(tab.at("#approvals > *")).hasCount(0);
		assertThat(tab.heading()).isFocused();
	}

	@Test
	void returnsToTheFormOfASignInThatFailed(Stack stack, Owner owner) {
		Tab tab = open(stack, owner);
		HeldAccount account = new HeldAccount(tab).signsIn("\"state\":\"WAITING_FOR_APPROVAL\",\"code\":\"402918\"")
			.shownAt("#/sign-in");
		signIn(tab);
		assertThat(tab.at("#wait-code")).hasText("402918");
		assertThat(tab.at("#wait-more")).containsText("has not been used for 7 days");
		assertThat(tab.at("#abandon")).isVisible();

		account
			.signsIn("\"state\":\"FAILED\",\"failure\":{\"kind\":\"NOT_ACCEPTED\",\"message\":\"\",\"advice\":\"\"}");

		assertThat(tab.at("#sign-in-error")).containsText("Instagram did not accept these two values");
		assertThat(tab.at("#session-id")).isFocused();
	}

	@Test
	void fitsTheWindowAtFourHundredPercentZoom(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url(), Look.ZOOMED);
		HeldAccount account = new HeldAccount(tab).isAskedForApproval("402918");
		for (String address : List.of(OVERVIEW, ACTIVITY, "#/accounts", "#/sign-in")) {
			account.shownAt(address);
			assertThat(tab.at("[aria-busy]")).hasCount(0);
			assertThat(tab.run(NOTHING_BESIDE)).as(address).isEqualTo(true);
		}
	}

	@Test
	void loadsNothingOfKeptAccountsForOthers(Stack stack, Owner owner) {
		Tab tab = open(stack, owner);
		List<String> requests = new CopyOnWriteArrayList<>();
		tab.page().onRequest((Request request) -> requests.add(request.url()));
		tab.page().reload();
		tab.awaitHeading("Who");
		tab.page().waitForLoadState(LoadState.NETWORKIDLE);

		assertThat(requests).anyMatch((url) -> url.endsWith("/result.js"))
			.noneMatch((url) -> url.contains("/api/") || url.contains("/overview/") || url.endsWith("kept.css")
					|| url.contains("/kept/views"));
		assertThat(tab.at("#overview-view")).hasCount(0);
		assertThat(tab.at("#keep")).hasText("Keep an account");
	}

	private static Tab open(Stack stack, Owner owner) {
		return owner.open(stack.parts().gateway().url());
	}

	private static void signIn(Tab tab) {
		tab.at("#session-id").fill(HeldAccount.ID + "%3Aabc");
		tab.at("#csrf-token").fill("abc");
		tab.at("#analyze").click();
	}

	/**
	 * In each size and theme. Of the rules, only that of contrast depends on the theme.
	 */
	private static void assertNoBarriers(Tab tab, String state) {
		for (Look look : List.of(Look.WIDE, Look.TABLET, Look.PHONE)) {
			tab.show(look);
			assertThat(tab.barriers()).as("%s, %s", state, look).isEmpty();
			tab.show(look.dark());
			assertThat(tab.barriers("color-contrast")).as("%s, %s", state, look.dark()).isEmpty();
		}
		tab.show(Look.WIDE);
	}

}
