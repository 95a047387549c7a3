package io.followsync.acceptance.page;

import java.util.List;

import com.microsoft.playwright.Keyboard;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.job.Session;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
class AccessBrowserTests {

	private static final int MAX_STOPS = 30;

	private static final String NOTHING_BESIDE = "() => document.documentElement.scrollWidth <= innerWidth";

	private static final List<String> HELD_STATES = List.of("\"state\":\"QUEUED\",\"position\":1234",
			"\"state\":\"RUNNING\",\"phase\":\"FOLLOWING\"",
			"\"state\":\"PARKED\",\"waitingFor\":\"BUDGET\",\"resumesAt\":\"2099-01-01T00:00:00Z\"",
			"\"state\":\"FAILED\",\"failure\":{\"kind\":\"INCOMPLETE\",\"message\":\"\"}");

	// Within the window, and below the head of the list.
	private static final String FOCUS_IS_SEEN = """
			() => { const { top, bottom } = document.activeElement.getBoundingClientRect();
			  return top >= document.querySelector('.grid-head').getBoundingClientRect().bottom - 1 && bottom <= innerHeight; }""";

	@Test
	void hasNoAccessibilityViolationInAnyView(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		assertNoBarriers(tab, "start");
		tab.at("#analyze").click();
		assertNoBarriers(tab, "complaints");
		tab.at("#tab-export").click();
		assertNoBarriers(tab, "export");
		tab.at("#tab-session").click();

		Account account = stack.instagram().place(Population.small());
		account.fault("followers", 2, 3, "throttle_429");
		tab.analyze(account.session());
		tab.awaitHeading("Waiting");
		assertNoBarriers(tab, "waiting, or what came after it");
		tab.awaitResult();
		assertNoBarriers(tab, "result");
		tab.at("summary").click();
		tab.at("#search").fill("nobody at all");
		assertThat(tab.at("#blank-text")).isVisible();
		assertNoBarriers(tab, "nobody found");
		tab.at("#result-again").click();
		assertNoBarriers(tab, "question");
		tab.at("#confirm-yes").click();

		Account decoy = stack.instagram().place(Population.small());
		decoy.fault("following", 1, 9, "decoy_empty");
		tab.analyze(decoy.session());
		tab.awaitHeading("There is no result");
		assertNoBarriers(tab, "suspect");
	}

	@Test
	void worksWithTheKeyboardAlone(Stack stack, Owner owner) {
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
		for (int row = 2; row < people.size() - 1; row++) {
			keys.press("ArrowDown");
			assertThat(tab.run(FOCUS_IS_SEEN)).as("row %s is in sight", row + 1).isEqualTo(true);
		}
		keys.press("Control+Home");
		assertThat(tab.run(FOCUS_IS_SEEN)).isEqualTo(true);
		keys.press("Control+End");
		keys.press("ArrowLeft");
		assertThat(tab.run(FOCUS_IS_SEEN)).isEqualTo(true);
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
	void announcesProgressToScreenReaders(Stack stack, Owner owner) {
		Account account = stack.instagram().place(Population.small().answeringIn(100));
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.listen();

		tab.analyze(account.session());
		tab.awaitResult();

		assertThat(tab.at("#result-title")).isFocused();
		assertThat(tab.heard())
			.contains("Reading your followers", "Reading who you follow", "your complete follower list")
			.doesNotContain("do not follow you back");
		assertThat(tab.run("() => said.filter((text) => text.startsWith('Reading your followers')).length"))
			.as("how often a list is announced, whatever its pages")
			.isEqualTo(1);
		assertThat(tab.at("#grid")).hasAttribute("aria-rowcount",
				Integer.toString(account.truth().notFollowingBack().size() + 1));
	}

	@Test
	void fitsAPhoneWithTextTwiceAsLarge(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url(), Look.PHONE);
		tab.analyze(stack.instagram().place(Population.small()).session());
		tab.awaitResult();

		tab.run("() => { document.documentElement.style.fontSize = '200%'; }");

		assertThat(tab.run(NOTHING_BESIDE)).isEqualTo(true);
	}

	@Test
	void fitsTheWindowAtFourHundredPercentZoom(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url(), Look.ZOOMED);
		assertThat(tab.run(NOTHING_BESIDE)).as("start").isEqualTo(true);
		tab.at("#tab-export").click();
		assertThat(tab.run(NOTHING_BESIDE)).as("export").isEqualTo(true);
		HeldJob job = new HeldJob(tab).live();
		for (String state : HELD_STATES) {
			job.is(state).shown();
			assertThat(tab.at("#start")).isHidden();
			assertThat(tab.heading()).not().hasText("Starting");
			assertThat(tab.run(NOTHING_BESIDE)).as(state).isEqualTo(true);
		}
		job.isCompletedWith(1,
				"""
						{"id":"1","username":"a_very_long_name_of_an_account","fullName":"","verified":true,"private":true,"confirmed":false}""")
			.shown();
		tab.awaitResult();
		tab.at("summary").click();
		assertThat(tab.run(NOTHING_BESIDE)).as("result").isEqualTo(true);
	}

	/**
	 * In each size and theme. Of the rules, only that of contrast depends on the theme.
	 */
	private static void assertNoBarriers(Tab tab, String state) {
		for (Look look : List.of(Look.WIDE, Look.PHONE)) {
			tab.show(look);
			assertThat(tab.barriers()).as("%s, %s", state, look).isEmpty();
			tab.show(look.dark());
			assertThat(tab.barriers("color-contrast")).as("%s, %s", state, look.dark()).isEmpty();
		}
		tab.show(Look.WIDE);
	}

	private static void tabTo(Tab tab, String selector) {
		for (int stop = 0; stop < MAX_STOPS; stop++) {
			tab.page().keyboard().press("Tab");
			assertThat((String) tab.run("() => getComputedStyle(document.activeElement).outlineStyle"))
				.as("focus is seen on %s", tab.run("() => document.activeElement.outerHTML.slice(0, 80)"))
				.isNotEqualTo("none");
			if (Boolean.TRUE.equals(tab.run("() => document.activeElement.matches('" + selector + "')"))) {
				return;
			}
		}
		throw new AssertionError(selector + " is not among the next " + MAX_STOPS + " stops");
	}

	private static String focusedText(Tab tab) {
		return (String) tab.run("() => document.activeElement.textContent");
	}

}
