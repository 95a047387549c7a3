package io.followsync.acceptance.page;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Whether everybody can use the views of changes and people, in each size and theme. */
@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
class PeopleAccessBrowserTests {

	private static final String NOTHING_BESIDE = "() => document.documentElement.scrollWidth <= innerWidth";

	private static final String MARKS_FIT = """
			() => { const row = document.querySelector('#grid-body .row').getBoundingClientRect();
			  return [...document.querySelectorAll('#grid-body .row:first-child .mark:not([hidden])')].map((mark) => mark.getBoundingClientRect())
			    .every(({ top, bottom }) => top >= row.top && bottom <= row.bottom); }""";

	@ParameterizedTest
	@ValueSource(strings = { "changes", "people", "people?view=unconfirmed", "people?view=whitelist", "people/7" })
	void hasNoAccessibilityViolation(String view, Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		lists(tab).shownAt(view);
		assertNoBarriers(tab, view);
	}

	@Test
	void hasNoAccessibilityViolationWhileItIsUsed(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = lists(tab).shownAt("people");
		tab.at("#filters-button").click();
		tab.at("#select-all").check();
		assertNoBarriers(tab, "filters and a selection");
		lists.answer("whitelist", "{\"added\":1,\"present\":0,\"unknown\":[\"nobody\"],\"unknownCount\":1}")
			.shownAt("people?view=whitelist");
		tab.at("#add-button").click();
		tab.at("#add-names").fill("anna nobody");
		tab.at("#add-send").click();
		assertThat(tab.at(".unknown-names")).isVisible();
		assertNoBarriers(tab, "unknown names");
	}

	@ParameterizedTest
	@ValueSource(strings = { "changes", "people", "people/7" })
	void hasNoAccessibilityViolationWithoutContent(String view, Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = lists(tab);
		lists.account().isNew();
		lists.shownAt(view);
		assertNoBarriers(tab, "never synced");
		lists.account().isSuspect();
		lists.shownAt(view);
		assertNoBarriers(tab, "suspect");
		lists.account().is("RECONNECT_NEEDED");
		lists.shownAt(view);
		assertNoBarriers(tab, "reconnect needed");
		lists.isReachable(false).shownAt(view);
		assertThat(tab.at("[data-problem] button")).isVisible();
		assertNoBarriers(tab, "server away");
	}

	@ParameterizedTest
	@ValueSource(strings = { "changes", "people?verified=true", "people?view=whitelist", "people?view=unconfirmed",
			"people/7" })
	void fitsTheWindowAtFourHundredPercentZoom(String view, Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url(), Look.ZOOMED);
		lists(tab).shownAt(view);
		assertThat(tab.at("[data-content]")).isVisible();

		assertThat(tab.run(NOTHING_BESIDE)).isEqualTo(true);
		tab.run("() => document.querySelector('#add-button:not([hidden])')?.click()");
		assertThat(tab.run(NOTHING_BESIDE)).isEqualTo(true);
	}

	@Test
	void fitsThreeMarksIntoEveryRow(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldLists(tab).answer("relationships.*",
				HeldPeople.page(HeldPeople.missing(1, "FOLLOWING")
					.stream()
					.map((row) -> row.replace("\"verified\":false", "\"verified\":true")
						.replace("\"private\":false", "\"private\":true"))
					.toList()))
			.shownAt("people?view=unconfirmed");
		assertThat(tab.at("#grid-body .mark:visible")).hasCount(3);

		for (Look look : List.of(Look.WIDE, Look.TABLET, Look.PHONE)) {
			tab.show(look);
			assertThat(tab.run(MARKS_FIT)).as(look.toString()).isEqualTo(true);
		}
	}

	@Test
	void passesOverWhatAPhoneHasNoRoomFor(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url(), Look.PHONE);
		new HeldLists(tab).answer("relationships.*", HeldLists.page(HeldPeople.numbered(0, 3), "null"))
			.shownAt("people");
		tab.at("#grid-body .handle").first().focus();

		IntStream.range(0, 4).forEach((press) -> tab.page().keyboard().press("ArrowRight"));
		assertThat(tab.at(".star").first()).isFocused();
		tab.page().keyboard().press("ArrowLeft");
		assertThat(tab.at("#grid-body .handle").first()).isFocused();
		tab.page().keyboard().press("End");

		assertThat(tab.at(".star").first()).isFocused();
		assertThat(tab.at("#grid-body [tabindex='0']:visible")).hasCount(1);
	}

	private static HeldLists lists(Tab tab) {
		List<String> missing = Stream
			.concat(HeldPeople.missing(4, "FOLLOWERS").stream(), HeldPeople.missing(3, "FOLLOWING").stream())
			.toList();
		return new HeldLists(tab).answer("relationships.*", HeldPeople.page(HeldPeople.rows(60, 12)))
			.answer("relationships\\?view=unconfirmed.*", HeldPeople.page(missing))
			.answer("whitelist\\?.*", HeldPeople.page(HeldPeople.whitelisted(30)))
			.answer("members/7",
					PersonBrowserTests.member(PersonBrowserTests.CAME_BACK + "," + PersonBrowserTests.MISSED))
			.answer("events.*", HeldPeople.page(HeldPeople.eventsOfTwoDays()));
	}

	/** Of the rules, only that of contrast depends on the theme. */
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
