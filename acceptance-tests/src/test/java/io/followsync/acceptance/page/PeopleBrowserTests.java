package io.followsync.acceptance.page;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.microsoft.playwright.options.SelectOption;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The view of people, with people that a test chooses. */
@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
class PeopleBrowserTests {

	private static final String MARKUP = "<img src=x onerror=alert(1)><b>x</b>";

	private static final String ADDRESS = "() => location.hash.replace(/.*\\/people/, '')";

	private static final String TO_THE_END = "() => { const list = document.getElementById('grid'); list.scrollTop = list.scrollHeight; }";

	// The list goes on as often as its end comes into view.
	private static final String SCROLLED_TO = """
			(row) => { const list = document.getElementById('grid'); list.scrollTop = list.scrollHeight;
			  return Number(document.getElementById('grid-body').lastElementChild.ariaRowIndex) > row; }""";

	private static final int PAGE = 200;

	private static final int ROWS_DRAWN_AT_MOST = 60;

	@Test
	void writesWhatIsSelectedIntoTheAddress(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab).answer("relationships.*", HeldPeople.page(HeldPeople.rows(9, 0)))
			.shownAt("people");

		tab.at("#views a").nth(1).click();
		tab.at("#search").fill("anna");
		awaitAddress(tab, "?name=anna&view=fans");
		tab.at("#filters-button").click();
		tab.at("#filter-verified").selectOption(new SelectOption().setLabel("Not verified"));
		tab.at("#filter-since").fill("2026-11-01");
		tab.at("[data-sort=since]").click();

		awaitAddress(tab, "?name=anna&since=2026-11-01&verified=false&view=fans&sort=-since");
		assertThat(lists.requests().getLast()).startsWith("GET relationships?")
			.contains("view=fans", "name=anna", "sort=-since", "verified=false", "gainedSince=2026-");
	}

	@Test
	void showsWhatTheAddressSelects(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab).answer("relationships.*", HeldPeople.page(HeldPeople.rows(9, 0)))
			.shownAt("people?view=mutual&name=bo&private=true&sort=-name");

		assertThat(tab.at("#views [aria-current]")).containsText("Mutual");
		assertThat(tab.at("#search")).hasValue("bo");
		assertThat(tab.at("#filter-private")).hasValue("true");
		assertThat(tab.at("[data-sort=name]").locator("..")).hasAttribute("aria-sort", "descending");
		assertThat(lists.requests()).anySatisfy(
				(request) -> assertThat(request).contains("view=mutual", "name=bo", "private=true", "sort=-name"));
	}

	@Test
	void goesBackThroughWhatWasSelected(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldLists(tab).answer("relationships.*", HeldPeople.page(HeldPeople.rows(9, 0))).shownAt("people");
		tab.at("#views a").nth(3).click();
		tab.at("[data-sort=name]").click();
		awaitAddress(tab, "?view=followers&sort=-name");

		tab.page().goBack();
		awaitAddress(tab, "?view=followers");
		assertThat(tab.at("[data-sort=name]").locator("..")).hasAttribute("aria-sort", "ascending");
		tab.page().goBack();
		awaitAddress(tab, "");
		assertThat(tab.at("#views [aria-current]")).containsText("Not following back");
		tab.page().goForward();

		awaitAddress(tab, "?view=followers");
		assertThat(tab.at("#views [aria-current]")).containsText("Followers");
	}

	@Test
	void losesNothingTypedRightBeforeAClick(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldLists(tab).answer("relationships.*", HeldPeople.page(HeldPeople.rows(9, 0))).shownAt("people");

		tab.at("#search").fill("anna");
		tab.at("#views a").nth(1).click();

		awaitAddress(tab, "?name=anna&view=fans");
		assertThat(tab.at("#search")).hasValue("anna");
	}

	@Test
	void ignoresWhatAnAddressCannotSelect(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab).answer("relationships.*", HeldPeople.page(HeldPeople.rows(9, 0)))
			.shownAt("people?view=%3Cb%3E&sort=evil&verified=maybe&since=yesterday");

		assertThat(tab.at("#grid")).isVisible();
		assertThat(lists.requests()).contains("GET relationships?view=notFollowingBack&sort=name&limit=200");
	}

	@Test
	void readsALongListOnlyAsItComesIntoView(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab).answer("relationships\\?.*?(?:&after=(\\d+))?", (match) -> {
			int from = (match.group(1) == null) ? 0 : Integer.parseInt(match.group(1));
			return HeldLists.json(200,
					HeldLists.page(HeldPeople.numbered(from, from + PAGE), "\"" + (from + PAGE) + '"'));
		}).shownAt("people?view=followers");
		String followers = tab.at("#views [aria-current] .count").textContent();
		assertThat(tab.at("#found")).hasText(followers + " people");
		assertThat(lists.requests()).filteredOn((request) -> request.startsWith("GET relationships")).hasSize(1);

		tab.page().waitForFunction(SCROLLED_TO, 4 * PAGE);

		assertThat(tab.at("#grid")).hasAttribute("aria-rowcount",
				Integer.toString(Integer.parseInt(followers.replace(",", "")) + 1));
		assertThat(tab.names()).hasSizeLessThan(ROWS_DRAWN_AT_MOST).doesNotHaveDuplicates();
		assertThat(tab
			.run("""
					() => { const all = [...document.querySelectorAll('#grid-body .row')];
					  return all.every((row) => Number(row.querySelector('.handle').textContent.slice(6)) + 2 === Number(row.ariaRowIndex)); }"""))
			.isEqualTo(true);
	}

	@Test
	void searchesOnWhenAPageHasNobody(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldLists(tab).answer("relationships\\?.*name=.*", HeldLists.page("", "\"a\""))
			.answer("relationships\\?.*after=a", HeldLists.page("", "\"b\""))
			.answer("relationships\\?.*after=b", HeldLists.page(HeldPeople.numbered(0, 1), "null"))
			.shownAt("people");
		tab.run("""
				() => { const text = document.getElementById('blank-text'); window.seen = [];
				  new MutationObserver(() => seen.push(text.textContent)).observe(text, { childList: true }); }""");

		tab.at("#search").fill("person");

		assertThat(tab.at("#found")).hasText("1 person found");
		assertThat(tab.at("#grid-body .handle")).hasCount(1);
		assertThat(tab.run("() => seen.join()").toString()).doesNotContain("Nobody");
	}

	@Test
	void keepsWhatWasReadIfTheRestFails(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab)
			.answer("relationships\\?.*", HeldLists.page(HeldPeople.numbered(0, PAGE), "\"a\""))
			.answer("relationships\\?.*after=a",
					(match) -> HeldLists.json(500, "{\"title\":\"Internal server error\"}"))
			.shownAt("people");
		scrollToTheEnd(tab);
		assertThat(tab.at("#blank-text")).containsText("The rest of the list is missing.");
		assertThat(tab.at("#grid")).isVisible();

		lists.answer("relationships\\?.*after=a", HeldLists.page(HeldPeople.numbered(PAGE, PAGE + 9), "null"));
		tab.at("#blank-button").click();

		assertThat(tab.at("#blank")).isHidden();
		assertThat(tab.at("#found")).hasText("209 people");
	}

	@Test
	void readsTheListOnceTheServerIsBack(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab)
			.answer("relationships\\?.*", HeldLists.page(HeldPeople.numbered(0, 5), "null"))
			.isReachable(false)
			.shownAt("people");

		lists.isReachable(true);
		tab.at("[data-problem] button").click();

		assertThat(tab.at("#found")).hasText("5 people");
		assertThat(tab.at("[data-problem]")).isEmpty();
	}

	@Test
	void returnsToTheRowThatWasLeft(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab)
			.answer("relationships\\?.*", HeldLists.page(HeldPeople.numbered(0, PAGE), "\"a\""))
			.answer("relationships\\?.*after=a", HeldLists.page(HeldPeople.numbered(PAGE, 2 * PAGE), "null"))
			.shownAt("people?view=fans");
		scrollToTheEnd(tab);
		assertThat(tab.at("#found")).hasText("400 people");
		scrollToTheEnd(tab);
		tab.at("#grid-body .handle").getByText("person0000395").click();
		assertThat(tab.at("#person")).isVisible();
		lists.requests();

		tab.page().goBack();

		assertThat(tab.at("#grid-body .handle").getByText("person0000395")).isFocused();
		assertThat(lists.requests()).noneMatch((request) -> request.startsWith("GET relationships"));
	}

	@Test
	void savesWhatIsListedByPlainLinks(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldLists(tab).answer("relationships.*", HeldPeople.page(HeldPeople.rows(9, 0)))
			.shownAt("people?view=left&name=anna");

		assertThat(tab.at("#save")).containsText("Save what matches as");
		for (String format : List.of("csv", "json", "ndjson")) {
			assertThat(tab.at("#save-" + format)).hasAttribute("href",
					"/api/v1/accounts/%s/relationships?view=followers&name=anna&lostSince=1970-01-01T00%%3A00%%3A00Z&format=%s"
						.formatted(HeldAccount.ID, format));
		}
	}

	@Test
	void rendersNamesAsText(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		String row = HeldPeople.numbered(0, 1).replace("\"fullName\":\"\"", "\"fullName\":\"" + MARKUP + "\"");
		new HeldLists(tab)
			.answer("relationships.*", HeldLists.page(row.replace("person0000000", "../<i>a</i>"), "null"))
			.shownAt("people");

		assertThat(tab.at("#grid-body .handle")).hasText("../<i>a</i>");
		assertThat(tab.at("#grid-body .name")).hasText(MARKUP);
		assertThat(tab.at("#grid-body [target=_blank]")).hasAttribute("href",
				"https://www.instagram.com/..%2F%3Ci%3Ea%3C%2Fi%3E/");
		assertThat(tab.at("#grid-body [target=_blank]")).hasAttribute("rel", "noopener noreferrer");
	}

	@Test
	void marksWhoseListIsUnsure(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldLists(tab).answer("relationships.*",
				HeldPeople.page(Stream
					.concat(HeldPeople.missing(1, "FOLLOWERS").stream(), HeldPeople.missing(1, "FOLLOWING").stream())
					.toList()))
			.shownAt("people?view=unconfirmed");

		assertThat(tab.at("#found")).hasText("2 entries");
		assertThat(tab.at("#grid-body .mark:visible"))
			.hasText(new String[] { "Missing from followers", "Missing from following" });
	}

	@Test
	void explainsWhoIsNotConfirmed(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldLists(tab).answer("relationships.*", HeldPeople.page(HeldPeople.rows(3, 1)))
			.answer("relationships\\?view=fans.*", HeldPeople.page(HeldPeople.rows(3, 0)))
			.shownAt("people");
		assertThat(tab.at("#unconfirmed-hint")).containsText("may follow you after all");

		tab.at("#views a").getByText("Fans").click();

		assertThat(tab.at("#view-hint")).hasText("They follow you, and you do not follow them.");
		assertThat(tab.at("#unconfirmed-hint")).isHidden();
	}

	@Test
	void movesByArrowKeysWithinARow(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldLists(tab).answer("relationships.*", HeldLists.page(HeldPeople.numbered(0, 30), "null"))
			.shownAt("people");
		tab.at("#grid-body .handle").first().focus();

		IntStream.range(0, 20).forEach((press) -> tab.page().keyboard().press("ArrowDown"));
		assertThat(tab.at("#grid-body .handle").getByText("person0000020")).isFocused();
		tab.page().keyboard().press("ArrowLeft");
		tab.page().keyboard().press("Space");

		assertThat(tab.at("#selection-count")).hasText("1 selected");
		assertThat(tab.at("#grid-body [tabindex='0']")).hasCount(1);
	}

	private static void awaitAddress(Tab tab, String query) {
		tab.page().waitForFunction("(query) => location.hash.replace(/.*\\/people/, '') === query", query);
		assertThat(tab.run(ADDRESS)).isEqualTo(query);
	}

	/** Scrolls the rows that are shown, once there are any. */
	private static void scrollToTheEnd(Tab tab) {
		assertThat(tab.at("#grid-body .handle").first()).isVisible();
		tab.run(TO_THE_END);
	}

}
