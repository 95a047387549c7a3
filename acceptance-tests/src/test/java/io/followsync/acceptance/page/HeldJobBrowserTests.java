package io.followsync.acceptance.page;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ReducedMotion;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.job.Session;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** States that pass too quickly to be observed, and a gateway that refuses streams. */
@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
class HeldJobBrowserTests {

	private static final String READING = "\"state\":\"RUNNING\",\"phase\":\"FOLLOWING\"";

	private static final String WAITING = "\"state\":\"PARKED\",\"waitingFor\":\"COOLDOWN\",\"resumesAt\":\"2099-01-01T00:00:00Z\"";

	private static final String QUEUED = "\"state\":\"QUEUED\",\"position\":3";

	private static final String CANCELLED = "\"state\":\"CANCELLED\"";

	private static final String UNKNOWN_SIZES = """
			{"followers":{"fetched":50,"declared":null,"pages":2,"walk":1,"verdict":null,"evidence":{}},\
			"following":{"fetched":25,"declared":null,"pages":1,"walk":1,"verdict":null,"evidence":{}}}""";

	private static final String REFUSED_ONCE = """
			let refused = true;
			window.EventSource = class {
			  static OPEN = 1;
			  static CLOSED = 2;
			  readyState = refused ? 2 : 1;
			  constructor() { setTimeout(() => (this.readyState === 2 ? this.onerror?.() : this.onopen?.())); refused = false; }
			  addEventListener() {}
			  close() { this.readyState = 2; }
			};
			""";

	static Stream<Look> looks() {
		return Stream.of(Look.WIDE, Look.PHONE.dark());
	}

	@ParameterizedTest
	@MethodSource("looks")
	void hasNoAccessibilityViolationInAHeldState(Look look, Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url(), look);
		HeldJob job = new HeldJob(tab);
		job.is(READING).shown();
		tab.awaitHeading("Reading who you follow");
		assertThat(tab.at("#offline")).containsText("Live progress is not available");
		assertThat(tab.barriers()).as("reading").isEmpty();
		tab.page().context().setOffline(true);
		assertThat(tab.at("#offline")).containsText("You are offline");
		assertThat(tab.barriers()).as("offline").isEmpty();
		tab.page().context().setOffline(false);
		job.is(WAITING).shown();
		tab.awaitHeading("Waiting");
		assertThat(tab.barriers()).as("waiting").isEmpty();
		job.is(CANCELLED).shown();
		tab.awaitHeading("You cancelled this analysis");
		assertThat(tab.barriers()).as("cancelled").isEmpty();
		job.isGone().shown();
		tab.awaitHeading("This analysis no longer exists");
		assertThat(tab.barriers()).as("gone").isEmpty();
	}

	@Test
	void followsAJobWithoutAStream(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldJob job = new HeldJob(tab).is(QUEUED).shown();
		tab.awaitHeading("In the queue");
		assertThat(tab.at("#now-what")).hasText("Number 3 in the queue.");

		job.is(READING);
		tab.awaitHeading("Reading who you follow");
		assertThat(tab.at("#link-text")).hasText("Not live");
		job.is(CANCELLED);

		tab.awaitHeading("You cancelled this analysis");
		assertThat(tab.at("#offline")).isHidden();
		assertThat(tab.page()).hasTitle("Cancelled · Followsync");
	}

	@Test
	void showsAFullyReadListAsReadDuringAWait(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());

		new HeldJob(tab).is(WAITING).shown();

		tab.awaitHeading("Waiting");
		assertThat(tab.at("#followers-state")).hasText("Read");
		assertThat(tab.at("#following-state")).hasText("Paused");
		assertThat(tab.at("#overall-text")).hasText("79 %");
	}

	@Test
	void showsNothingOfAnEarlierJob(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldJob job = new HeldJob(tab).is(READING).shown();
		tab.awaitHeading("Reading who you follow");
		assertThat(tab.at("#followers-fetched")).hasText("240");
		job.is(CANCELLED);
		tab.at("#ended-again").click();
		tab.awaitHeading("Who doesn’t follow you back");
		String next = "00000000000000bb";
		tab.page().route(Pattern.compile("/api/v1/jobs/" + next), (unanswered) -> {
		});
		tab.page()
			.route("**/api/analyze", (route) -> route
				.fulfill(new Route.FulfillOptions().setBody("{\"job_id\":\"" + next + "\",\"status\":\"pending\"}")));

		tab.analyze(Session.made(1));

		tab.awaitHeading("Starting");
		assertThat(tab.at("#followers-fetched")).hasText("0");
		assertThat(tab.at("#overall-text")).isEmpty();
		assertThat(tab.at("#overall")).hasAttribute("value", "0");
	}

	@Test
	void explainsARefusedCancellation(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldJob(tab).is(WAITING).isReachable(false).shown();

		tab.at("#cancel").click();
		tab.at("#confirm-yes").click();

		assertThat(tab.at("#cancel-error")).hasText(
				"The analysis was not cancelled. The server cannot reach its database. Try again in a little while.");
		assertThat(tab.at("#cancel")).hasText("Cancel");
		assertThat(tab.at("#cancel")).isEnabled();
		assertThat(tab.at("#cancel")).isFocused();
	}

	@Test
	void disablesCancelOnceItWasConfirmed(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldJob(tab).is(WAITING).shown();

		tab.at("#cancel").click();
		tab.at("#confirm-yes").click();

		assertThat(tab.at("#cancel")).hasText("Cancelling…");
		assertThat(tab.at("#cancel")).isDisabled();
		assertThat(tab.at("#progress-title")).isFocused();
	}

	@Test
	void closesTheCancelQuestionWhenTheJobEnds(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldJob job = new HeldJob(tab).is(WAITING).shown();
		tab.at("#cancel").click();
		assertThat(tab.at("#confirm")).isVisible();

		job.is(CANCELLED);

		tab.awaitHeading("You cancelled this analysis");
		assertThat(tab.at("#confirm")).isHidden();
		assertThat(tab.at("#ended-title")).isFocused();
	}

	@Test
	void keepsALiveStreamWhenAnEarlierPollFails(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.page().addInitScript(REFUSED_ONCE);
		List<Route> lookups = new CopyOnWriteArrayList<>();
		tab.page().route(Pattern.compile("/api/v1/jobs/" + HeldJob.ID), lookups::add);
		tab.run("() => sessionStorage.setItem('followsync.job', '" + HeldJob.ID + "')");
		tab.page().reload();
		tab.page().waitForCondition(() -> lookups.size() == 2);
		tab.run("() => dispatchEvent(new Event('online'))");
		assertThat(tab.at("#link-text")).hasText("Live");

		tab.page()
			.waitForResponse((response) -> response.url().endsWith(HeldJob.ID),
					() -> lookups.forEach((lookup) -> lookup.fulfill(new Route.FulfillOptions().setStatus(503))));
		tab.run("() => fetch('/icon.svg').then(() => true)");

		assertThat(tab.at("#link-text")).hasText("Live");
		assertThat(tab.at("#offline")).isHidden();
	}

	@Test
	void withdrawsAnOfferWhenItsJobIsGone(Stack stack, Owner owner) {
		Tab first = owner.open(stack.parts().gateway().url());
		HeldJob job = new HeldJob(first).is(READING).shown();
		first.awaitHeading("Reading who you follow");
		Tab second = first.another();
		assertThat(second.at("#offer")).isVisible();

		job.isGone();

		first.awaitHeading("This analysis no longer exists");
		assertThat(second.at("#offer")).isHidden();
	}

	@Test
	void animatesNothingForReducedMotion(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		new HeldJob(tab).is(READING + ",\"lists\":" + UNKNOWN_SIZES).shown();
		tab.awaitHeading("Reading who you follow");
		assertThat(tab.at("#overall")).not().hasAttribute("value", Pattern.compile(".*"));
		assertThat(animations(tab)).isEqualTo(List.of("none", "none"));

		tab.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));

		assertThat(animations(tab)).isEqualTo(List.of("stripes", "none"));
	}

	private static Object animations(Tab tab) {
		return tab.run(
				"() => ['overall', 'followers-bar'].map((id) => getComputedStyle(document.getElementById(id)).animationName)");
	}

}
