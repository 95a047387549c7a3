package io.followsync.acceptance.page;

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

	static Stream<Look> looks() {
		return PicturesBrowserTests.looks();
	}

	@ParameterizedTest
	@MethodSource("looks")
	void takesAPictureOfEveryView(Look look, Stack stack, Owner owner) {
		Tab tab = PicturesBrowserTests.open(stack, owner, look);
		HeldFigures last = HeldAccount.LAST;
		List<String> missing = HeldPeople.missing(HeldFigures.UNCONFIRMED, "FOLLOWERS");
		HeldLists lists = new HeldLists(tab, new HeldAccount(tab, HeldAccount.MORNING))
			.answer("relationships.*", HeldPeople.page(HeldPeople.rows(last.notFollowingBack(), missing.size())))
			.answer("relationships\\?view=unconfirmed.*", HeldPeople.page(missing))
			.answer("whitelist\\?.*", HeldPeople.page(HeldPeople.whitelisted(30)))
			.answer("members/7",
					PersonBrowserTests.member(PersonBrowserTests.CAME_BACK + "," + PersonBrowserTests.MISSED)
						.replace("<b>annie</b>", "annie.n"))
			.answer("events.*", HeldPeople.page(HeldPeople.eventsOfTwoDays()));
		show(lists, "changes", tab);
		PicturesBrowserTests.takeWhole(tab, "changes", look);
		show(lists, "people", tab);
		PicturesBrowserTests.take(tab, "people", look);
		show(lists, "people?view=whitelist", tab);
		PicturesBrowserTests.take(tab, "whitelist", look);
		show(lists, "people/7", tab);
		PicturesBrowserTests.takeWhole(tab, "person", look);
	}

	private static void show(HeldLists lists, String view, Tab tab) {
		lists.shownAt(view);
		assertThat(tab.at("[data-content]")).isVisible();
		tab.run("() => document.fonts.ready.then(() => true)");
	}

}
