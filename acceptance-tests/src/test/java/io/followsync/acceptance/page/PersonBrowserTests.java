package io.followsync.acceptance.page;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The view of one person, with a history that a test chooses. */
@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
class PersonBrowserTests {

	static final String CAME_BACK = """
			{"list":"FOLLOWERS","since":{"after":"2026-11-20T10:00:00Z","before":"2026-11-20T14:00:00Z"},"until":null,"missing":null},
			{"list":"FOLLOWERS","since":{"after":null,"before":"2026-11-02T10:00:00Z"},
			 "until":{"after":"2026-11-10T10:00:00Z","before":"2026-11-11T10:00:00Z"},"missing":null}""";

	static final String MISSED = """
			{"list":"FOLLOWING","since":{"after":null,"before":"2026-11-02T10:00:00Z"},"until":null,
			 "missing":{"after":"2026-11-29T10:00:00Z","before":"2026-11-30T10:00:00Z"}}""";

	private static final String JUST_CAME = """
			{"list":"FOLLOWERS","since":{"after":"%1$s","before":"%2$s"},"until":null,"missing":null},
			{"list":"FOLLOWING","since":{"after":null,"before":"%3$s"},"until":null,"missing":null}""";

	private static final String IN_THE_LANE = """
			() => [...document.querySelectorAll('.timeline rect')].every((bar) => {
			  const [from, width] = ['x', 'width'].map((name) => parseFloat(bar.getAttribute(name)));
			  return from >= 0 && from + width < 100.01; })""";

	private static final String MEMBER = """
			{"key":"7","id":"7","username":"anna.novak","fullName":"Anna Novák","verified":true,"private":false,
			 "whitelisted":false,"confirmed":%b,"earlierNames":["anna.old","<b>annie</b>"],"relationships":[%s],"events":[%s],"next":null}""";

	@Test
	void saysInWordsWhatTheBarsShow(Stack stack, Owner owner) {
		Tab tab = open(stack, owner, CAME_BACK + "," + MISSED);

		assertThat(tab.heading()).hasText("anna.novak");
		assertThat(tab.at("#spans li")).hasCount(3);
		assertThat(tab.at("#spans li").first()).containsText("Follows you again: came between");
		assertThat(tab.at("#spans li").nth(1)).containsText("Followed you: already there at the first sync, before");
		assertThat(tab.at("#spans li").nth(1)).containsText("ended between");
		assertThat(tab.at("#spans li").nth(2)).containsText("You followed: already there at the first sync, before");
		assertThat(tab.at("#spans li").nth(2))
			.containsText("Not found in the last complete sync: it may have ended between");
		assertThat(tab.at(".timeline .bar-solid")).hasCount(3);
		assertThat(tab.at(".timeline .fade-in")).hasCount(1);
		assertThat(tab.at(".timeline .fade-out")).hasCount(2);
	}

	@Test
	void showsAHistoryOfAFewMinutes(Stack stack, Owner owner) {
		Instant now = Instant.now();
		Tab tab = open(stack, owner, JUST_CAME.formatted(now.minusSeconds(1200), now.minusSeconds(600), now));

		assertThat(tab.at(".lane-time").first()).hasText(Pattern.compile(".*\\d\\d:\\d\\d.*"));
		assertThat(tab.at(".fade-in")).hasAttribute("width", Pattern.compile("(4\\d|50)(\\.\\d+)?%"));
		assertThat(tab.run(IN_THE_LANE)).isEqualTo(true);
	}

	@Test
	void claimsNothingOfAListThatMissedThem(Stack stack, Owner owner) {
		String followed = CAME_BACK.lines().findFirst().orElseThrow().replace("FOLLOWERS", "FOLLOWING");
		Tab tab = open(stack, owner, followed + MISSED.replace("FOLLOWING", "FOLLOWERS"));

		assertThat(tab.at("#person-marks .mark"))
			.hasText(new String[] { "Not confirmed", "Missing from followers", "Verified" });
		assertThat(tab.at("#person-unconfirmed")).isEmpty();
	}

	@Test
	void saysThatWhatAListShowsIsNotConfirmed(Stack stack, Owner owner) {
		String follows = CAME_BACK.lines().findFirst().orElseThrow().replaceFirst(",$", "");
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab)
			.answer("members/7", member(false, follows.replace("FOLLOWERS", "FOLLOWING")))
			.answer("members/8", member(false, follows))
			.shownAt("people/7");
		assertThat(tab.at("#person-marks .mark"))
			.hasText(new String[] { "Not following you back", "Not confirmed", "Verified" });
		assertThat(tab.at("#person-unconfirmed")).containsText("Not confirmed: may follow you after all.");

		lists.shownAt("people/8");
		assertThat(tab.at("#person-marks .mark")).hasText(new String[] { "Fan", "Not confirmed", "Verified" });
		assertThat(tab.at("#person-unconfirmed")).containsText("you may follow them after all.");
	}

	@Test
	void namesWhatAPersonWasCalledBefore(Stack stack, Owner owner) {
		Tab tab = open(stack, owner, CAME_BACK);

		assertThat(tab.at("#earlier li")).hasText(new String[] { "anna.old", "<b>annie</b>" });
		assertThat(tab.at("#person-profile")).hasAttribute("href", "https://www.instagram.com/anna.novak/");
		assertThat(tab.at("#person-profile")).hasAttribute("rel", "noopener noreferrer");
	}

	@Test
	void saysThatAPersonIsUnknown(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab)
			.answer("members/7", (match) -> HeldLists.json(404, "{\"title\":\"Member not found\"}"))
			.answer("members/abc", (match) -> HeldLists.json(400, "{\"title\":\"Bad request\"}"));
		for (String nobody : List.of("people/7", "people/abc")) {
			lists.shownAt(nobody);
			assertThat(tab.heading()).hasText("Unknown person");
			assertThat(tab.page()).hasTitle("Unknown person · Followsync");
			assertThat(tab.at("[data-problem]")).containsText("has not seen this person");
			assertThat(tab.at("#person-back")).isVisible();
		}
	}

	@Test
	void readsAgainOnceTheNetworkIsBack(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldLists lists = new HeldLists(tab).answer("members/7", member(CAME_BACK))
			.isReachable(false)
			.shownAt("people/7");
		assertThat(tab.at("[data-problem]")).not().isEmpty();
		tab.page().context().setOffline(true);
		assertThat(tab.at("#offline")).isVisible();

		lists.isReachable(true);
		tab.page().context().setOffline(false);

		assertThat(tab.heading()).hasText("anna.novak");
		assertThat(tab.at("[data-problem]")).isEmpty();
	}

	private static Tab open(Stack stack, Owner owner, String relationships) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldLists(tab).answer("members/7", member(relationships)).shownAt("people/7");
		assertThat(tab.at("#person-profile")).isVisible();
		return tab;
	}

	/** A member with these relationships, confirmed unless one is missing. */
	static String member(String relationships) {
		return member(!relationships.contains("\"missing\":{"), relationships);
	}

	private static String member(boolean confirmed, String relationships) {
		return MEMBER.formatted(confirmed, relationships,
				HeldPeople.event(7, "FOLLOWED_YOU", "anna.novak", "2026-11-20T10:00:00Z", "2026-11-20T14:00:00Z"));
	}

}
