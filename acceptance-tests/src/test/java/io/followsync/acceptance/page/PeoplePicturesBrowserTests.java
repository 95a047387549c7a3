package io.followsync.acceptance.page;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Creates the pictures of changes and people, as {@link PicturesBrowserTests} those of an
 * analysis.
 */
@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
@EnabledIfSystemProperty(named = "page.pictures", matches = ".+",
		disabledReason = "pictures are made when -Dpage.pictures says where to put them")
@Tag("pictures")
class PeoplePicturesBrowserTests {

	private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");

	private static final int UNCONFIRMED = 7;

	static Stream<Look> looks() {
		return PicturesBrowserTests.looks();
	}

	@ParameterizedTest
	@MethodSource("looks")
	void takesAPictureOfEveryView(Look look, Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url(), look);
		tab.page().clock().setFixedTime(NOW.toEpochMilli());
		List<String> missing = HeldPeople.missing(UNCONFIRMED, "FOLLOWERS");
		HeldLists lists = new HeldLists(tab).answer("relationships.*", HeldPeople.page(HeldPeople.rows(200, 4)))
			.answer("relationships\\?view=unconfirmed.*", HeldPeople.page(missing))
			.answer("whitelist\\?.*", HeldPeople.page(HeldPeople.whitelisted(30)))
			.answer("members/7",
					PersonBrowserTests.member(PersonBrowserTests.CAME_BACK + "," + PersonBrowserTests.MISSED)
						.replace("<b>annie</b>", "annie.n"))
			.answer("events.*", HeldPeople.page(HeldPeople.eventsOfTwoDays()));
		take(lists, "changes", "changes", tab, look);
		take(lists, "people", "people", tab, look);
		take(lists, "people?view=whitelist", "whitelist", tab, look);
		take(lists, "people/7", "person", tab, look);
	}

	private static void take(HeldLists lists, String view, String name, Tab tab, Look look) {
		lists.shownAt(view);
		assertThat(tab.at("[data-content]")).isVisible();
		tab.run("() => document.fonts.ready.then(() => true)");
		PicturesBrowserTests.take(tab, name, look);
	}

}
