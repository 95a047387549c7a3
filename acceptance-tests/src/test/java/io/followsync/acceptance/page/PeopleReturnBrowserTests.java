package io.followsync.acceptance.page;

import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What the view of people shows to whoever left it and comes back. */
@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
class PeopleReturnBrowserTests {

	private static final String FIVE = HeldLists.page(HeldPeople.numbered(0, 5), "null");

	private static final String FAILURE = "{\"title\":\"Internal server error\"}";

	@Test
	void claimsNothingOfAListThatWasNotRead(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab).answer("relationships\\?.*", (match) -> HeldLists.json(500, FAILURE))
			.shownAt("people");
		assertThat(tab.at("#blank-button")).hasText("Try again");
		tab.at("[data-place=activity]").click();
		tab.awaitHeading("Activity");

		lists.answer("relationships\\?.*", FIVE);
		tab.at("[data-place=people]").click();

		assertThat(tab.at("#found")).hasText("5 people");
		assertThat(tab.at("#blank")).isHidden();
	}

	@Test
	void readsOnAfterAFailureThatWasLeft(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab)
			.answer("relationships\\?.*", HeldLists.page(HeldPeople.numbered(0, 5), "\"a\""))
			.answer("relationships\\?.*after=a", (match) -> HeldLists.json(500, FAILURE))
			.shownAt("people");
		assertThat(tab.at("#blank-text")).containsText("The rest of the list is missing.");
		tab.at("[data-place=activity]").click();
		tab.awaitHeading("Activity");

		lists.answer("relationships\\?.*after=a", HeldLists.page(HeldPeople.numbered(5, 9), "null"));
		tab.at("[data-place=people]").click();

		assertThat(tab.at("#found")).hasText("9 people");
		assertThat(tab.at("#blank")).isHidden();
	}

	@Test
	void showsAStarThatWasGivenElsewhere(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldLists(tab).answer("relationships\\?.*", FIVE)
			.answer("members/1",
					PersonBrowserTests.member(PersonBrowserTests.CAME_BACK).replace("\"key\":\"7\"", "\"key\":\"1\""))
			.answer("whitelist/1", "")
			.shownAt("people");
		tab.at("#grid-body .handle").first().click();
		tab.at("#person-star").click();
		assertThat(tab.at("#person-star")).hasAttribute("aria-pressed", "true");

		tab.page().goBack();

		assertThat(tab.at(".star").first()).hasAttribute("aria-pressed", "true");
	}

	@Test
	void leadsFromAPersonToTheListAsItWasLeft(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldLists(tab).answer("relationships\\?.*", FIVE)
			.answer("members/3", PersonBrowserTests.member(PersonBrowserTests.CAME_BACK))
			.shownAt("people?view=fans");
		tab.at("#grid-body .handle").getByText("person0000002").click();
		assertThat(tab.at("#person-profile")).isVisible();

		tab.at("#person-back").click();

		assertThat(tab.at("#views [aria-current]")).containsText("Fans");
		assertThat(tab.at("#grid-body .handle").getByText("person0000002")).isFocused();
	}

	@Test
	void unselectsAllWhenMoreRowsArrive(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab)
			.answer("relationships\\?.*", HeldLists.page(HeldPeople.numbered(0, 5), "\"a\""))
			.answer("relationships\\?.*after=a", (match) -> HeldLists.json(500, FAILURE))
			.shownAt("people");
		assertThat(tab.at("#blank-text")).containsText("The rest of the list is missing.");
		tab.at("#select-all").check();

		lists.answer("relationships\\?.*after=a", HeldLists.page(HeldPeople.numbered(5, 9), "null"));
		tab.at("#blank-button").click();

		assertThat(tab.at("#found")).hasText("9 people");
		assertThat(tab.at("#selection-count")).hasText("5 selected");
		assertThat(tab.at("#select-all")).not().isChecked();
	}

	@Test
	void goesBackFromASearchThatStillHasTheFocus(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldLists(tab).answer("relationships\\?.*", FIVE).shownAt("people");
		tab.at("#views a").nth(1).click();
		tab.at("#search").fill("anna");
		tab.page().waitForFunction("() => location.hash.includes('name=anna')");

		tab.page().goBack();
		tab.page().waitForFunction("() => !location.hash.includes('?')");

		assertThat(tab.at("#search")).hasValue("");
		tab.at("#people-title").click();
		assertThat(tab.at("#views [aria-current]")).containsText("Not following back");
		assertThat((String) tab.run("() => location.hash")).doesNotContain("anna");
	}

	@Test
	void endsASearchThatWasLeft(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab).answer("relationships\\?.*name=.*", HeldLists.page("", "\"on\""))
			.shownAt("people?name=nobody");
		assertThat(tab.at("#blank-text")).hasText("Searching…");

		tab.at("[data-place=activity]").click();
		tab.awaitHeading("Activity");
		tab.page().waitForTimeout(200); // for what was under way
		lists.requests();
		tab.page().waitForTimeout(200);

		assertThat(lists.requests()).noneMatch((request) -> request.startsWith("GET relationships"));
	}

}
