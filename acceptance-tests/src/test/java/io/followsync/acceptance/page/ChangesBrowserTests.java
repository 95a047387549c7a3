package io.followsync.acceptance.page;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.microsoft.playwright.assertions.LocatorAssertions.IsInViewportOptions;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The view of changes, with changes that a test chooses. */
@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
class ChangesBrowserTests {

	// Far enough from midnight in every time zone that a browser here may have.
	private static final String MORNING = "2026-11-18T10:10:00Z";

	private static final String EVENING = "2026-11-18T14:14:00Z";

	private static final String DAY_BEFORE = "2026-11-17T12:00:00Z";

	private static final String TWO_DAYS_BEFORE = "2026-11-16T12:00:00Z";

	private static final int MANY = 120;

	private static final int PAGE = 50;

	@Test
	void groupsChangesByTheDayOfTheirSync(Stack stack, Owner owner) {
		Tab tab = open(stack, owner, HeldPeople.event(3, "FOLLOWED_YOU", "anna", MORNING, EVENING),
				HeldPeople.event(2, "UNFOLLOWED_YOU", "boris", DAY_BEFORE, MORNING),
				HeldPeople.event(1, "RENAMED", "chloe", TWO_DAYS_BEFORE, DAY_BEFORE));

		assertThat(tab.at(".change-day")).hasCount(2);
		assertThat(tab.at(".change-day").first().locator("h2")).containsText("1 followed you, 1 no longer follows you");
		assertThat(tab.at(".day-found").first()).hasText(Pattern.compile("Found by the syncs of .+ and .+\\."));
		assertThat(tab.at(".day-found").last()).hasText(Pattern.compile("Found by the sync of .+\\."));
		assertThat(tab.at(".event-words").allTextContents()).containsExactly("anna followed you",
				"boris no longer follows you", "chloe is the new name of chloe.old");
	}

	@Test
	void givesEachChangeTheIntervalInWhichItHappened(Stack stack, Owner owner) {
		Tab tab = open(stack, owner, HeldPeople.event(2, "FOLLOWED_YOU", "anna", MORNING, EVENING),
				HeldPeople.event(1, "UNFOLLOWED_YOU", "boris", DAY_BEFORE, MORNING));

		assertThat(tab.at(".event .interval").allTextContents())
			.allSatisfy((text) -> assertThat(text).matches("between .+ and .+"));
		assertThat(tab.run("() => [...document.querySelectorAll('.event time')].map((time) => time.dateTime)"))
			.isEqualTo(List.of(MORNING, EVENING, DAY_BEFORE, MORNING));
		assertThat(tab.at(".event a").first()).hasAttribute("href", "#/accounts/" + HeldAccount.ID + "/people/2");
	}

	@Test
	void claimsNoUnfollowWhenSomebodyMayBeGone(Stack stack, Owner owner) {
		Tab tab = open(stack, owner, HeldPeople.event(2, "LEFT_OR_GONE", "anna", MORNING, EVENING),
				HeldPeople.event(1, "GONE", "boris", MORNING, EVENING));

		assertThat(tab.at(".event-words"))
			.hasText(new String[] { "anna is in neither list any more", "boris’s profile is gone" });
		assertThat(tab.at(".event").first())
			.containsText("They left, you or they removed the other, or the profile is gone.");
		assertThat(tab.at(".event").first()).not().containsText("follows you");
	}

	@Test
	void saysOfAPersonWhoIsBackNotThatAnybodyFollowed(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab)
			.answer("events.*", HeldPeople.page(List.of(HeldPeople.event(1, "RETURNED", "anna", MORNING, EVENING))))
			.shownAt("changes?show=gone");

		assertThat(tab.at(".event-words")).hasText("anna is back");
		assertThat(tab.at(".event")).not().containsText("ollowed");
		assertThat(tab.at("#choices [aria-current]")).hasText("Left, gone or back");
		assertThat(lists.requests()).anyMatch((request) -> request.contains("RETURNED"));
	}

	@Test
	void sumsUpEveryKindOfADay(Stack stack, Owner owner) {
		List<String> kinds = List.of("FOLLOWED_YOU", "UNFOLLOWED_YOU", "UNFOLLOWED_YOU", "LEFT_OR_GONE", "GONE",
				"RETURNED", "RENAMED", "YOU_FOLLOWED", "YOU_FOLLOWED", "YOU_UNFOLLOWED");
		Tab tab = open(stack, owner,
				IntStream.range(0, kinds.size())
					.mapToObj((n) -> HeldPeople.event(kinds.size() - n, kinds.get(n), "person" + n, MORNING, EVENING))
					.toArray(String[]::new));

		assertThat(tab.at(".day-sum"))
			.hasText("1 followed you, 2 no longer follow you, 2 left or gone, 1 back, 1 renamed, 2 followed by you, "
					+ "1 no longer followed by you");
	}

	@Test
	void showsTheChosenKindsOnAPhone(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url(), Look.PHONE);
		new HeldLists(tab).shownAt("changes?show=gone");

		assertThat(tab.at("#choices [aria-current]")).isInViewport(new IsInViewportOptions().setRatio(1));
		assertThat(tab.run("() => document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
	}

	@Test
	void selectsKindsByAnAddress(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab)
			.answer("events.*", HeldPeople.page(List.of(HeldPeople.event(2, "FOLLOWED_YOU", "anna", MORNING, EVENING))))
			.answer("events\\?kinds=UNFOLLOWED_YOU&.*",
					HeldPeople.page(List.of(HeldPeople.event(1, "UNFOLLOWED_YOU", "boris", MORNING, EVENING))))
			.shownAt("changes?show=unfollowed");
		assertThat(tab.at(".event-words")).hasText(new String[] { "boris no longer follows you" });

		tab.at("#choices a").first().click();
		assertThat(tab.at(".event-words")).hasText(new String[] { "anna followed you" });
		tab.page().goBack();

		assertThat(tab.at(".event-words")).hasText(new String[] { "boris no longer follows you" });
		assertThat(tab.at("#choices [aria-current]")).hasText("No longer follow you");
		assertThat(lists.requests()).isNotEmpty();
	}

	@Test
	void readsOlderChangesAsTheyComeIntoView(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldLists(tab).answer("events\\?limit=%d(?:&after=(\\d+))?".formatted(PAGE), (match) -> {
			int from = (match.group(1) == null) ? 0 : Integer.parseInt(match.group(1));
			int to = Math.min(MANY, from + PAGE);
			return HeldLists.json(200, HeldLists.page(events(from, to), (to < MANY) ? "\"" + to + '"' : "null"));
		}).shownAt("changes");
		assertThat(tab.at(".event")).hasCount(PAGE);

		for (int shown = PAGE; shown < MANY; shown += PAGE) {
			tab.at(".event").last().scrollIntoViewIfNeeded();
			assertThat(tab.at(".event")).hasCount(Math.min(MANY, shown + PAGE));
		}

		assertThat(tab.at("#more")).isHidden();
		assertThat(tab.at(".event a").last()).hasText("person" + (MANY - 1));
	}

	@Test
	void returnsToTheChangeThatWasLeft(Stack stack, Owner owner) {
		Tab tab = open(stack, owner,
				IntStream.range(0, PAGE)
					.mapToObj((n) -> HeldPeople.event(PAGE - n, "FOLLOWED_YOU", "person" + n, MORNING, EVENING))
					.toArray(String[]::new));
		tab.at(".event a").nth(40).click();
		assertThat(tab.at("#person")).isVisible();

		tab.page().goBack();

		assertThat(tab.at(".event a").nth(40)).isFocused();
		assertThat(tab.at(".event a").nth(40)).isInViewport();
	}

	@Test
	void callsTheFirstSyncTheBeginning(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab);
		lists.account().isSyncedOnce();
		lists.shownAt("changes");

		assertThat(tab.at(".empty h2")).hasText("This is the beginning");
		assertThat(tab.at("#changes-parts")).isHidden();
	}

	@Test
	void offersTheFirstSync(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab);
		lists.account().isNew();
		lists.shownAt("changes");

		assertThat(tab.at(".empty button")).hasText("Sync now");
	}

	@Test
	void countsWhomBothListsMissOnce(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldLists(tab).answer("relationships\\?view=unconfirmed&.*",
				HeldPeople.page(Stream
					.concat(HeldPeople.missing(3, "FOLLOWERS").stream(), HeldPeople.missing(6, "FOLLOWING").stream())
					.toList()))
			.shownAt("changes");

		assertThat(tab.at("#unsure-title")).hasText("6 people were not found in the last complete sync");
		assertThat(tab.at("#unsure-names a")).hasCount(6);
		assertThat(tab.at("#unsure-names a").last()).hasAttribute("href",
				"#/accounts/" + HeldAccount.ID + "/people?view=unconfirmed");
	}

	@Test
	void keepsWhatWasReadWhileTheServerIsAway(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab)
			.answer("events.*", HeldPeople.page(List.of(HeldPeople.event(1, "FOLLOWED_YOU", "anna", MORNING, EVENING))))
			.shownAt("changes");
		tab.at(".event a").click();
		lists.isReachable(false);

		tab.page().goBack();

		assertThat(tab.at("[data-problem]")).containsText("You see what was read last.");
		assertThat(tab.at(".event")).hasCount(1);
		lists.isReachable(true);
		tab.at("[data-problem] button").click();
		assertThat(tab.at("[data-problem]")).isEmpty();
	}

	private static Tab open(Stack stack, Owner owner, String... events) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldLists(tab).answer("events.*", HeldPeople.page(List.of(events))).shownAt("changes");
		assertThat(tab.at(".event")).hasCount(events.length);
		return tab;
	}

	private static String events(int from, int to) {
		return IntStream.range(from, to)
			.mapToObj((n) -> HeldPeople.event(MANY - n, "FOLLOWED_YOU", "person" + n, MORNING, EVENING))
			.collect(Collectors.joining(","));
	}

}
