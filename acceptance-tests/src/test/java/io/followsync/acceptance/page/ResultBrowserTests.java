package io.followsync.acceptance.page;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import com.microsoft.playwright.Route;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
class ResultBrowserTests {

	private static final int LONGER_THAN_A_LIST_IS_WAITED_FOR_MS = 300;

	@Test
	void savesNoListUnderTheNameOfAnother(Stack stack, Owner owner) {
		Account account = stack.instagram().place(Population.small());
		Tab tab = owner.open(stack.parts().gateway().url());
		List<Route> held = new CopyOnWriteArrayList<>();
		tab.page().clock().install();
		tab.page().reload();
		tab.page().route(Pattern.compile("view=fans"), held::add);
		tab.analyze(account.session());
		tab.awaitResult();

		tab.at("#tab-fans").click();
		assertThat(tab.at("#blank-text")).hasText("Fetching the list…");
		assertThat(tab.at("#found")).isEmpty();
		for (String button : List.of("#copy", "#save-csv", "#save-json")) {
			assertThat(tab.at(button)).isDisabled();
		}

		tab.at("#tab-notFollowingBack").click();
		tab.at("#tab-fans").click();
		tab.at("#tab-notFollowingBack").click();
		tab.page().clock().runFor(LONGER_THAN_A_LIST_IS_WAITED_FOR_MS);
		assertThat(tab.at("#grid")).isVisible();
		assertThat(tab.at("#save-csv")).isEnabled();

		held.forEach(Route::resume);
		tab.at("#tab-fans").click();
		assertThat(tab.at("#found")).hasText(account.truth().fans().size() + " accounts");
		assertThat(tab.at("#save-csv")).isEnabled();
	}

	@Test
	void marksTheButtonOfACopiedName(Stack stack, Owner owner) {
		Account account = stack.instagram().place(Population.small());
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.analyze(account.session());
		tab.awaitResult();

		tab.at("#grid-body .copy").first().click();

		assertThat(tab.at("#grid-body .copied")).hasCount(1);
		assertThat((String) tab.run("() => navigator.clipboard.readText()"))
			.isEqualTo(account.truth().notFollowingBack().getFirst());
		assertThat(tab.at("#grid-body .copied")).hasCount(0);
	}

}
