package io.followsync.acceptance.page;

import java.util.List;
import java.util.stream.Stream;

import com.microsoft.playwright.Keyboard;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.job.Session;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
class AccessBrowserTests {

	private static final int MOST_STOPS = 30;

	static Stream<Look> looks() {
		return Stream.of(Look.WIDE, Look.WIDE.dark(), Look.PHONE, Look.PHONE.dark());
	}

	@ParameterizedTest
	@MethodSource("looks")
	void axeFindsNothingInAnyState(Look look, Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url(), look);
		assertThat(tab.barriers()).as("start").isEmpty();
		tab.at("#analyze").click();
		assertThat(tab.barriers()).as("complaints").isEmpty();
		tab.at("#tab-export").click();
		assertThat(tab.barriers()).as("export").isEmpty();
		tab.at("#tab-session").click();

		Account account = stack.instagram().place(Population.small());
		account.fault("followers", 2, 3, "throttle_429");
		tab.analyze(account.session());
		tab.awaitHeading("Waiting");
		assertThat(tab.barriers()).as("waiting, or what came after it").isEmpty();
		tab.awaitResult();
		assertThat(tab.barriers()).as("result").isEmpty();
		tab.at("summary").click();
		tab.at("#search").fill("nobody at all");
		assertThat(tab.at("#blank-text")).isVisible();
		assertThat(tab.barriers()).as("nobody found").isEmpty();
		tab.at("#result-again").click();
		assertThat(tab.barriers()).as("question").isEmpty();
		tab.at("#confirm-yes").click();

		Account decoy = stack.instagram().place(Population.small());
		decoy.fault("following", 1, 9, "decoy_empty");
		tab.analyze(decoy.session());
		tab.awaitHeading("There is no result");
		assertThat(tab.barriers()).as("suspect").isEmpty();
	}

	@Test
	void theWholeJobIsDoneOnTheKeyboard(Stack stack, Owner owner) {
		Account account = stack.instagram().place(Population.small());
		Session session = account.session();
		List<String> people = account.truth().notFollowingBack();
		Tab tab = owner.open(stack.parts().gateway().url());
		Keyboard keys = tab.page().keyboard();

		tabTo(tab, "#session-id");
		keys.insertText(session.sessionId());
		tabTo(tab, "#csrf-token");
		keys.insertText(session.csrfToken());
		keys.press("Enter");
		tab.awaitResult();
		assertThat(tab.at("#result-title")).isFocused();

		tabTo(tab, "#tab-notFollowingBack");
		keys.press("ArrowRight");
		assertThat(tab.at("#tab-fans")).isFocused();
		assertThat(tab.at("#found")).containsText(Integer.toString(account.truth().fans().size()));
		keys.press("ArrowLeft");
		tabTo(tab, "#grid-body a");
		assertThat(focusedText(tab)).isEqualTo(people.getFirst());
		keys.press("ArrowDown");
		keys.press("ArrowDown");
		assertThat(focusedText(tab)).isEqualTo(people.get(2));
		keys.press("Control+End");
		keys.press("ArrowLeft");
		assertThat(focusedText(tab)).isEqualTo(people.getLast());
		keys.press("ArrowRight");
		keys.press("Enter");
		assertThat((String) tab.run("() => navigator.clipboard.readText()")).isEqualTo(people.getLast());

		tabTo(tab, "#result-again");
		keys.press("Enter");
		assertThat(tab.at("#confirm")).isVisible();
		keys.press("Escape");
		assertThat(tab.at("#confirm")).isHidden();
		assertThat(tab.at("#result-again")).isFocused();
	}

	@Test
	void whatHappensIsSaidToThoseWhoDoNotSeeIt(Stack stack, Owner owner) {
		Account account = stack.instagram().place(Population.small().answeringIn(100));
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.run("""
				() => {
				  window.said = [];
				  new MutationObserver(() => said.push(announce.textContent)).observe(announce, { childList: true });
				}""");

		tab.analyze(account.session());
		tab.awaitResult();

		assertThat(tab.run("() => said.join('; ')").toString()).contains("Reading your followers",
				"Reading who you follow", "do not follow you back");
		assertThat(tab.run("() => said.filter((text) => text.startsWith('Reading your followers')).length"))
			.as("how often a list is announced, whatever its pages")
			.isEqualTo(1);
		assertThat(tab.at("#grid")).hasAttribute("aria-rowcount",
				Integer.toString(account.truth().notFollowingBack().size() + 1));
	}

	@Test
	void textCanBeTwiceAsLargeOnAPhone(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url(), Look.PHONE);
		tab.analyze(stack.instagram().place(Population.small()).session());
		tab.awaitResult();

		tab.run("() => { document.documentElement.style.fontSize = '200%'; }");

		assertThat(tab.run("() => document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
	}

	private static void tabTo(Tab tab, String selector) {
		for (int stop = 0; stop < MOST_STOPS; stop++) {
			tab.page().keyboard().press("Tab");
			assertThat((String) tab.run("() => getComputedStyle(document.activeElement).outlineStyle"))
				.as("focus is seen on %s", tab.run("() => document.activeElement.outerHTML.slice(0, 80)"))
				.isNotEqualTo("none");
			if (Boolean.TRUE.equals(tab.run("() => document.activeElement.matches('" + selector + "')"))) {
				return;
			}
		}
		throw new AssertionError(selector + " is not among the next " + MOST_STOPS + " stops");
	}

	private static String focusedText(Tab tab) {
		return (String) tab.run("() => document.activeElement.textContent");
	}

}
