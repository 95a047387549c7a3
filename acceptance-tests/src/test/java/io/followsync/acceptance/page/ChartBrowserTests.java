package io.followsync.acceptance.page;

import java.util.regex.Pattern;

import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** The chart of a kept account, with a history that a test chooses. */
@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
class ChartBrowserTests {

	private static final String OVERVIEW = "#/accounts/" + HeldAccount.ID + "/overview";

	@Test
	void readsTheChartWithTheKeyboard(Stack stack, Owner owner) {
		Tab tab = open(stack, owner);
		new HeldAccount(tab).shownAt(OVERVIEW);
		tab.at(".chart-cursor").focus();
		String followers = tab.at("#figures .value").first().textContent();
		assertThat(tab.at(".chart-cursor")).hasAttribute("aria-valuetext",
				Pattern.compile(".*: Followers " + followers + ", .*"));
		assertThat(tab.at(".chart-tip")).containsText(followers);
		tab.page().keyboard().press("Home");
		assertThat(tab.at(".chart-cursor")).hasAttribute("aria-valuenow", "0");
		tab.page().keyboard().press("Escape");
		assertThat(tab.at(".chart-tip")).isHidden();

		tab.at("#range").selectOption("90");
		int days = ((Number) tab.run("() => document.querySelectorAll('#history-table tbody tr').length")).intValue();
		assertThat(tab.at(".chart-cursor")).hasAttribute("aria-valuemax", Integer.toString(days - 1));
		assertThat(tab.at(".band-a .line-gap")).hasAttribute("d", Pattern.compile("M.*L.*"));
	}

	@Test
	void drawsNoChartOfAnotherPeriod(Stack stack, Owner owner) {
		Tab tab = open(stack, owner);
		HeldAccount account = new HeldAccount(tab).shownAt(OVERVIEW);
		assertThat(tab.at(".chart")).isVisible();
		assertThat(tab.at("#figures-hint")).containsText("Figures of the sync of");

		account.isReachable(false);
		tab.at("#range").selectOption("365");

		assertThat(tab.at("#history-error")).containsText("The figures of this period were not read.");
		assertThat(tab.at(".chart")).hasCount(0);
		assertThat(tab.at("#history-table tr")).hasCount(0);
	}

	@Test
	void drawsNoChartOfAnEmptyPeriod(Stack stack, Owner owner) {
		Tab tab = open(stack, owner);
		new HeldAccount(tab).hasSyncedOnly(30).shownAt(OVERVIEW);

		assertThat(tab.at("#chart")).hasText("No sync counted in this period.");
		tab.at("#range").selectOption("90");
		assertThat(tab.at(".chart")).isVisible();
	}

	@Test
	void keepsTheFocusInAChartThatIsResized(Stack stack, Owner owner) {
		Tab tab = open(stack, owner);
		new HeldAccount(tab).shownAt(OVERVIEW);
		tab.at(".chart-cursor").focus();
		String wide = tab.at(".chart").getAttribute("width");

		tab.show(Look.TABLET);

		assertThat(tab.at(".chart")).not().hasAttribute("width", wide);
		assertThat(tab.at(".chart-cursor")).isFocused();
		tab.show(Look.WIDE);
	}

	private static Tab open(Stack stack, Owner owner) {
		return owner.open(stack.parts().gateway().url());
	}

}
