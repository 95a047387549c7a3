package io.followsync.acceptance.page;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Results that the simulated Instagram does not normally give. */
@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
class HeldResultBrowserTests {

	private static final String MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>";

	private static final List<String> KEYS = Stream
		.of(Collections.nCopies(25, "ArrowDown"), Collections.nCopies(25, "ArrowUp"),
				List.of("Control+End", "PageUp", "PageUp", "ArrowUp", "Control+Home", "PageDown"))
		.flatMap(List::stream)
		.toList();

	// Within the window, and below the head of the list.
	private static final String FOCUS_IS_SEEN = """
			() => { const { top, bottom } = document.activeElement.getBoundingClientRect();
			  return top >= document.querySelector('.grid-head').getBoundingClientRect().bottom - 1 && bottom <= innerHeight; }""";

	private static final String ALL_ARE_KEPT = "All three lists are in this page now";

	private static final String PERSON = """
			{"id":"1","username":"%s","fullName":"%s","verified":%b,"private":%b,"confirmed":%b}""";

	@Test
	void rendersNamesAsText(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());

		new HeldJob(tab)
			.isCompletedWith(0, person("../<b>a</b>?x=\\\"y\\\"", true),
					PERSON.formatted("ann", MARKUP, true, true, true))
			.shown();

		tab.awaitResult();
		assertThat(tab.at("#grid-body .handle").first()).hasText("../<b>a</b>?x=\"y\"");
		assertThat(tab.at("#grid-body .handle").first()).hasAttribute("href",
				"https://www.instagram.com/..%2F%3Cb%3Ea%3C%2Fb%3E%3Fx%3D%22y%22/");
		assertThat(tab.at("#grid-body .name").nth(1)).hasText(MARKUP);
		assertThat(tab.at("#grid img, #grid script, #grid b")).hasCount(0);
	}

	@Test
	void marksUnconfirmedPeopleForEyesAndScreenReaders(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url(), Look.PHONE);

		new HeldJob(tab)
			.isCompletedWith(1, PERSON.formatted("ann", "Ann A.", true, true, false),
					PERSON.formatted("ben", "", false, false, true))
			.shown();

		tab.awaitResult();
		assertThat(tab.at("#result-lead")).containsText("1 of them may follow you after all");
		assertThat(tab.at("#grid-body .handle").first())
			.hasAccessibleDescription("Ann A. Not confirmed Verified Private opens in a new tab");
		assertThat(tab.at("#grid-body .handle").nth(1)).hasAccessibleDescription("opens in a new tab");
		assertThat(
				tab.run("""
						() => { const row = document.querySelector('#grid-body .row').getBoundingClientRect();
						  return [...document.querySelectorAll('#grid-body .row:first-child .mark')].map((mark) => mark.getBoundingClientRect())
						    .every(({ top, bottom }) => top >= row.top && bottom <= row.bottom); }"""))
			.as("three marks fit their row")
			.isEqualTo(true);
	}

	@Test
	void keepsTheFocusedRowInView(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url(), Look.PHONE);
		new HeldJob(tab)
			.isCompletedWith(0,
					IntStream.range(0, 60).mapToObj((n) -> person("p%02d".formatted(n), true)).toArray(String[]::new))
			.shown();
		tab.awaitResult();
		tab.at("#grid-body a").first().focus();

		for (String key : KEYS) {
			tab.page().keyboard().press(key);
			assertThat(tab.run(FOCUS_IS_SEEN)).as(key + " to " + tab.run("() => document.activeElement.textContent"))
				.isEqualTo(true);
		}
	}

	@Test
	void saysInTheFileNameThatItHoldsMatchesOnly(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldJob(tab)
			.isCompletedWith(0, IntStream.range(0, 12).mapToObj((n) -> person("p" + n, true)).toArray(String[]::new))
			.shown();
		tab.awaitResult();
		assertThat(tab.at("#save-csv")).hasText("CSV");

		tab.at("#search").fill("p1");

		assertThat(tab.at("#save-csv")).hasText("CSV of 3");
		assertThat(tab.at("#copy")).hasText("Copy 3");
		assertThat(tab.page().waitForDownload(() -> tab.at("#save-csv").click()).suggestedFilename())
			.isEqualTo("not-following-back-3-of-12.csv");
		tab.at("#search").fill("");
		assertThat(tab.page().waitForDownload(() -> tab.at("#save-json").click()).suggestedFilename())
			.isEqualTo("not-following-back.json");
	}

	@Test
	void retriesListsThatFailAndDoesNotCallThemFetched(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldJob job = new HeldJob(tab).isCompletedWith(0, person("ann", true)).isReachable(false).shown();
		assertThat(tab.at("#blank-text"))
			.containsText("The server cannot reach its database. Try again in a little while.");
		assertThat(tab.at("#result-kept")).containsText("Not in this page yet: Not following back, Fans, Mutual.");

		job.isReachable(true);

		assertThat(tab.at("#found")).hasText("1 account");
		assertThat(tab.at("#result-kept")).containsText(ALL_ARE_KEPT);
	}

	@Test
	void reportsAnUnreadableRowAsAnIncompleteList(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());

		new HeldJob(tab).isCompletedWith(0, "{\"username\":\"an").shown();

		assertThat(tab.at("#blank-text")).containsText("The list arrived incomplete.");
	}

	@Test
	void retriesAFailedRemoval(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldJob job = new HeldJob(tab).isCompletedWith(0, person("ann", true)).shown();
		tab.awaitResult();
		assertThat(tab.at("#result-kept")).containsText(ALL_ARE_KEPT);
		job.isReachable(false);

		tab.at("#result-again").click();
		tab.at("#confirm-yes").click();

		assertThat(tab.at("#result-error")).hasText(
				"The analysis was not removed. The server cannot reach its database. Try again in a little while.");
		assertThat(tab.job()).isEqualTo(HeldJob.ID);
		job.isReachable(true);
		tab.at("#result-again").click();
		tab.at("#confirm-yes").click();
		tab.awaitHeading("Who doesn’t follow you back");
		assertThat(tab.job()).isEmpty();
	}

	private static String person(String username, boolean confirmed) {
		return PERSON.formatted(username, "", false, false, confirmed);
	}

}
