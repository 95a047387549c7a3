package io.followsync.acceptance.page;

import java.nio.charset.StandardCharsets;

import com.microsoft.playwright.options.FilePayload;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The whitelist in the view of people, with answers that a test chooses. */
@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
class WhitelistBrowserTests {

	@Test
	void putsOneOrManyOnTheWhitelist(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab)
			.answer("relationships\\?.*", HeldLists.page(HeldPeople.numbered(0, 5), "null"))
			.answer("whitelist/1", "")
			.answer("whitelist", "{\"added\":2,\"present\":0,\"unknown\":[],\"unknownCount\":0}")
			.shownAt("people");

		tab.at(".star").first().click();
		assertThat(tab.at(".star").first()).hasAttribute("aria-pressed", "true");
		tab.at("#grid-body [type=checkbox]").nth(2).check();
		tab.at("#grid-body [type=checkbox]").nth(3).check();
		assertThat(tab.at("#selection-count")).hasText("2 selected");
		tab.at("#selection-add").click();

		assertThat(tab.at("#selection")).isHidden();
		assertThat(tab.at(".star[aria-pressed=true]")).hasCount(3);
		assertThat(lists.requests()).contains("PUT whitelist/1", "POST whitelist");
	}

	@Test
	void takesBackAStarThatTheServerRefused(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldLists(tab).answer("relationships\\?.*", HeldLists.page(HeldPeople.numbered(0, 5), "null"))
			.answer("whitelist/1", (match) -> HeldLists.json(500, "{\"title\":\"Internal server error\"}"))
			.shownAt("people");

		tab.at(".star").first().click();

		assertThat(tab.at("#people-error")).containsText("The whitelist may not have changed.");
		assertThat(tab.at(".star").first()).hasAttribute("aria-pressed", "false");
	}

	@Test
	void reportsTheUnknownAmongPastedNames(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldLists(tab)
			.answer("whitelist", "{\"added\":1,\"present\":2,\"unknown\":[\"nobody\",\"<b>x\"],\"unknownCount\":2}")
			.shownAt("people?view=whitelist");

		tab.at("#add-button").click();
		assertThat(tab.at("#add-names")).isFocused();
		tab.at("#add-names").fill("@anna, boris chloe\nnobody <b>x");
		tab.at("#add-send").click();

		assertThat(tab.at("#add-outcome")).containsText("1 added. 2 were on it already.");
		assertThat(tab.at("#add-outcome")).containsText("2 names are unknown");
		assertThat(tab.at(".unknown-names")).hasText("nobody, <b>x");
		assertThat(tab.at("#add-names")).hasValue("nobody\n<b>x");
	}

	@Test
	void keepsPastedNamesWhileAFileIsImported(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldLists(tab)
			.answer("whitelist/imports", "{\"added\":1,\"present\":0,\"unknown\":[\"77\"],\"unknownCount\":1}")
			.shownAt("people?view=whitelist");
		tab.at("#add-button").click();
		tab.at("#add-names").fill("anna");

		importFile(tab, "[{\"id\":\"77\",\"username\":\"carl\"}]");

		assertThat(tab.at(".unknown-names")).hasText("77");
		assertThat(tab.at("#add-names")).hasValue("anna");
	}

	@Test
	void keepsAllPastedNamesIfTheServerDoesNotNameAllUnknown(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldLists(tab).answer("whitelist", "{\"added\":1,\"present\":0,\"unknown\":[\"boris\"],\"unknownCount\":2}")
			.shownAt("people?view=whitelist");
		tab.at("#add-button").click();
		tab.at("#add-names").fill("anna boris chloe");
		tab.at("#add-send").click();

		assertThat(tab.at("#add-outcome")).containsText("2 names are unknown");
		assertThat(tab.at("#add-names")).hasValue("anna boris chloe");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"no": "list"}                                  | it holds no list
			[{"id":"77","username":"carl"},                 | it is no JSON, or was cut
			[{"id":"77","username":"carl"},{"id":"78"}]     | Entry 2 of this file has no id or no username
			""")
	void saysWhatIsWrongWithAFile(String content, String what, Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab).shownAt("people?view=whitelist");
		tab.at("#add-button").click();
		lists.requests();

		importFile(tab, content);

		assertThat(tab.at("#add-outcome")).containsText(what);
		assertThat(lists.requests()).isEmpty();
	}

	@Test
	void saysThatTheServerRefusedAFile(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldLists(tab)
			.answer("whitelist/imports", (match) -> HeldLists.json(400, "{\"title\":\"No JSON data provided\"}"))
			.shownAt("people?view=whitelist");
		tab.at("#add-button").click();

		importFile(tab, "[{\"id\":\"77\",\"username\":\"carl\"}]");

		assertThat(tab.at("#add-outcome")).containsText("The server did not accept this file, and nobody was added.");
	}

	@Test
	void sendsTwoPressesOfAStarInTheirOrder(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab)
			.answer("relationships\\?.*", HeldLists.page(HeldPeople.numbered(0, 5), "null"))
			.answer("whitelist/1", "")
			.shownAt("people");

		tab.at(".star").first().dblclick();

		assertThat(tab.at(".star").first()).hasAttribute("aria-pressed", "false");
		tab.page().waitForCondition(() -> lists.requests().contains("DELETE whitelist/1"));
	}

	private static void importFile(Tab tab, String content) {
		tab.at("#add-file")
			.setInputFiles(new FilePayload("list.json", "application/json", content.getBytes(StandardCharsets.UTF_8)));
	}

}
