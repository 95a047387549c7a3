package io.followsync.acceptance.page;

import java.util.List;

import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** What the views of a kept account have to say about it is the same in each of them. */
@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
class NoticesBrowserTests {

	private static final String RUNNING = "\"state\":\"RUNNING\",\"phase\":\"FOLLOWERS\"";

	@Test
	void saysTheSameAboutAnAccountInEveryView(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab).answer("members/7", PersonBrowserTests.member(PersonBrowserTests.MISSED));
		lists.account().is("RECONNECT_NEEDED");
		assertSaid(tab, lists, "Instagram ended the session of this account. Your history stays.", "Sign in again");
		lists.account().is("ARCHIVED");
		assertSaid(tab, lists, "This account is an archive. You disconnected it and kept its history.",
				"Connect it again");
		lists.account().is("LEAVING");
		assertSaid(tab, lists, "This account is being removed. You can take that back until ", "Keep it");
	}

	@Test
	void saysInAccountsHowEachWasReadLast(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldAccount account = new HeldAccount(tab).isNew().shownAt("#/accounts");
		assertThat(tab.at("#kept-list .thing-more")).containsText("There was no sync yet.");
		account.isOf(5).shownAt("#/accounts");
		assertThat(tab.at("#kept-list .thing-more")).containsText("This is not up to date.");
		account.isSuspect().shownAt("#/accounts");
		assertThat(tab.at("#kept-list .thing-more")).containsText("which changed nothing.");
		account.isSyncing(RUNNING).shownAt("#/accounts");
		assertThat(tab.at("#kept-list .thing-more")).containsText("A sync is running.");
	}

	@Test
	void saysInOtherViewsThatASyncIsRunning(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab);
		lists.account().isSyncing(RUNNING);
		for (String view : List.of("changes", "people", "activity")) {
			lists.shownAt(view);
			assertThat(tab.at(".notices")).containsText("A sync is running. You see what the one before it found.");
		}
		tab.at(".notices a").click();

		assertThat(tab.at("#sync-live")).containsText("Reading your followers");
	}

	@Test
	void startsASyncFromANotice(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab);
		lists.account().isSyncing(RUNNING).isOf(5);
		lists.shownAt("changes");
		assertThat(tab.at(".notices")).containsText("The last sync that counted was 5 days ago");
		tab.at(".notices button").click();

		assertThat(tab.at("#sync-live")).containsText("Reading your followers");
		assertThat(tab.at("#progress-title")).isFocused();
		tab.page().reload();
		tab.awaitHeading("Overview");
		assertThat(tab.at("#sync-now")).isVisible();
	}

	@Test
	void saysThatAnApprovalMovesTheAccount(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldAccount account = new HeldAccount(tab).isAskedForApproval("402918", true).shownAt("#/accounts");
		assertThat(tab.at("#approvals")).containsText("the account moves there with its history");
		account.isAskedForApproval("402918", false).shownAt("#/accounts");
		assertThat(tab.at("#approvals")).containsText("402918");
		assertThat(tab.at("#approvals")).not().containsText("moves");
	}

	private static void assertSaid(Tab tab, HeldLists lists, String what, String remedy) {
		for (String view : List.of("overview", "changes", "people", "people/7", "activity")) {
			lists.shownAt(view);
			assertThat(tab.at(".notices")).containsText(what);
			assertThat(tab.at(".notices a")).hasText(remedy);
		}
		lists.account().shownAt("#/accounts");
		assertThat(tab.at("#kept-list .thing-more")).containsText(what);
		assertThat(tab.at("#kept-list .button").first()).hasText(remedy);
	}

}
