package io.followsync.acceptance.page;

import java.util.Map;
import java.util.regex.Pattern;

import com.microsoft.playwright.Route;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.job.Session;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
class TruthBrowserTests {

	private static final int MIDDLE = 4;

	@ParameterizedTest
	@CsvSource({ "decoy_empty, Read twice: %s of 240 accounts both times.",
			"cut_list, Instagram cut this list on purpose." })
	void neverShowsASuspectListAsAResult(String kind, String reason, Stack stack, Owner owner) {
		Account account = stack.instagram().place(Population.small());
		account.fault("followers", MIDDLE, 9, kind);
		Tab tab = owner.open(stack.parts().gateway().url());

		tab.analyze(account.session());
		tab.awaitHeading("There is no result, because the list of your followers cannot be trusted");

		assertThat(tab.at("#ended-stamp")).hasText("Not proven complete");
		assertThat(tab.at("#ended-evidence section").first()).containsText("Cannot be trusted");
		assertThat(tab.at("#ended-why"))
			.hasText("The list of your followers is not proven complete, so Followsync compared nothing.");
		assertThat(tab.at("#ended-todo")).not().isEmpty();
		assertThat(tab.at("#result")).isHidden();
		assertThat(tab.at("#ended")).not().containsText("not following back");
		assertThat(tab.at("#ended-evidence section").first()).containsText(reason.formatted(read(stack, tab)));
		assertThat(tab.at("main").innerText()).doesNotContain("undefined", "null");
	}

	@Test
	void asksForTheValuesAgainIfInstagramRejectsThem(Stack stack, Owner owner) {
		Session session = stack.instagram().place(Population.small()).session();
		stack.instagram().kill(session);
		Tab tab = owner.open(stack.parts().gateway().url());

		tab.analyze(session);

		tab.awaitHeading("Instagram did not accept these two values");
		assertThat(tab.at("#ended-todo")).containsText("copy both values again");
		tab.at("#ended-again").click();
		tab.awaitHeading("Who doesn’t follow you back");
	}

	@ParameterizedTest
	@CsvSource({ "sentry_block, Wait a day", "feedback_required, Wait a day", "checkpoint, Open Instagram",
			"challenge, Open Instagram" })
	void advisesAccordingToTheReasonOfARefusal(String kind, String todo, Stack stack, Owner owner) {
		Account account = stack.instagram().place(Population.small());
		account.fault("followers", 2, kind);
		Tab tab = owner.open(stack.parts().gateway().url());

		tab.analyze(account.session());

		assertThat(tab.at("#ended-todo")).containsText(todo);
		assertThat(tab.at("#ended-why")).containsText("Instagram");
		assertThat(tab.at("#ended-why")).not().containsText(todo);
	}

	@Test
	void doesNotSendInvalidValues(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());

		tab.at("#analyze").click();
		assertThat(tab.at("#session-id-hint")).hasText("Paste the value of sessionid.");
		assertThat(tab.at("#session-id")).isFocused();
		tab.at("#session-id").fill("%3Axyz");
		tab.at("#csrf-token").fill("a b");
		tab.at("#analyze").click();

		assertThat(tab.at("#session-id-hint")).containsText("user id");
		assertThat(tab.at("#csrf-token-hint")).containsText("not a csrftoken");
		assertThat(tab.at("#session-id")).hasAttribute("aria-invalid", "true");
	}

	@Test
	void saysUntilWhenAThrottledJobWaits(Stack stack, Owner owner) {
		Account account = stack.instagram().place(Population.small());
		account.fault("followers", MIDDLE, 3, "throttle_429");
		Tab tab = owner.open(stack.parts().gateway().url());

		tab.analyze(account.session());
		tab.awaitHeading("Waiting");

		assertThat(tab.at("#now-what")).hasText("Pausing for Instagram.");
		assertThat(tab.at("#now-more")).hasText(Pattern.compile("Continues (at \\d\\d:\\d\\d|any moment).*"));
		assertThat(tab.at("#followers-state")).hasText("Paused");
		tab.awaitResult();
		assertThat(tab.at("#figure-not-back")).hasText(Integer.toString(account.truth().notFollowingBack().size()));
	}

	@Test
	void saysThatARemovedJobNoLongerExists(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.analyze(stack.instagram().place(Population.of(3, 4, 2)).session());
		tab.awaitResult();
		stack.gateway().http().delete("/api/job/" + tab.job());

		tab.page().reload();

		tab.awaitHeading("This analysis no longer exists");
		tab.page().reload();
		tab.awaitHeading("Who doesn’t follow you back");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			429 | Too many submissions from this address | Wait 7 s
			503 | Too many jobs are queued | Try again in 7 s
			503 | Service temporarily unavailable | Nothing was stored
			500 | Internal server error | Try again
			400 | Could not extract user_id from session_id | from the very beginning
			502 | something of a proxy's | Reload the page
			""")
	void explainsEachRefusalOfTheServer(int status, String says, String todo, Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.page()
			.route("**/api/analyze",
					(route) -> route.fulfill(new Route.FulfillOptions().setStatus(status)
						.setHeaders(Map.of("Retry-After", "7", "Content-Type", "application/json"))
						.setBody("{\"error\":\"" + says + "\"}")));

		tab.analyze(Session.made(1));

		assertThat(tab.at("#start-error")).containsText(todo);
		assertThat(tab.at("#start-error")).containsText(Pattern.compile("paste both values", Pattern.CASE_INSENSITIVE));
		assertThat(tab.at("#analyze")).isFocused();
		assertThat(tab.at("#session-id")).hasValue("");
	}

	@Test
	void saysThatTheServerDoesNotAnswer(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.page().route("**/api/analyze", Route::abort);

		tab.analyze(Session.made(1));

		assertThat(tab.at("#start-error")).containsText("The server does not answer");
		assertThat(tab.job()).isEmpty();
	}

	/**
	 * How many followers were read. Which pages are short depends on the account's id.
	 */
	private static int read(Stack stack, Tab tab) {
		int read = stack.gateway().job(tab.job()).path("lists").path("followers").required("fetched").asInt();
		assertThat(read).as("a part of the 240 followers").isBetween(1, 239);
		return read;
	}

}
