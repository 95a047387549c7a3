package io.followsync.acceptance.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What a job waits for, how long, and by which clock. */
@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
class HeldTimesBrowserTests {

	private static final Duration AHEAD = Duration.ofHours(3);

	private static final String TOP_OF_CANCEL = "() => document.getElementById('cancel').getBoundingClientRect().top + scrollY";

	private static final String QUEUED = "\"state\":\"QUEUED\",\"position\":%d";

	private static final String READING = "\"state\":\"RUNNING\",\"phase\":\"%s\"";

	private static final String OUT_OF_REQUESTS = """
			"state":"PARKED","waitingFor":"BUDGET","resumesAt":"%1$s","lists":{
			"followers":{"fetched":500,"declared":66000,"pages":10,"walk":1,"verdict":null,"evidence":{}},
			"following":{"fetched":0,"declared":1500,"pages":0,"walk":1,"verdict":null,"evidence":{}}},
			"budget":{"remaining":0,"nextTokenAt":"%1$s","tokensPerHour":186}""";

	@Test
	void estimatesTheWaitForTheBudget(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());

		new HeldJob(tab).is(OUT_OF_REQUESTS.formatted(in(Duration.ofSeconds(20)))).shown();

		tab.awaitHeading("Waiting");
		assertThat(tab.at("#now-what")).hasText("Out of requests for now.");
		assertThat(tab.at("#fact-budget")).containsText("0, more at ");
		assertThat(tab.at("#fact-left")).hasText("7 h – 9 h 30 min");
	}

	@Test
	void correctsForAWrongClockWhileASyncRuns(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.page().clock().setFixedTime(Date.from(Instant.now().plus(AHEAD)));
		new HeldAccount(tab).isSyncing(cooling(in(Duration.ofMinutes(20))))
			.shownAt("#/accounts/" + HeldAccount.ID + "/overview");

		assertThat(tab.at("#now-more")).containsText(Pattern.compile("in (19|20) min"));
	}

	@Test
	void correctsForAWrongClockOfTheMachine(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.page().clock().setFixedTime(Date.from(Instant.now().plus(AHEAD)));
		HeldJob job = new HeldJob(tab).live().is(cooling(in(Duration.ofMinutes(20)))).shown();
		assertThat(tab.at("#now-more")).containsText(Pattern.compile("in (19|20) min"));

		job.isCompletedWith(0, "{\"id\":\"1\",\"username\":\"ann\",\"fullName\":\"\",\"confirmed\":true}");
		tab.page().reload();
		tab.awaitResult();
		int fast = minutesOf(tab.at("#result-kept").textContent());
		tab.page().clock().setFixedTime(Date.from(Instant.now()));
		tab.page().reload();
		tab.awaitResult();
		int right = minutesOf(tab.at("#result-kept").textContent());
		// A minute may end between the two readings, and the clock may have twelve hours.
		assertThat(Math.floorMod(fast - right, (int) Duration.ofHours(12).toMinutes()))
			.as("told by the clock of the machine, then and now")
			.isBetween((int) AHEAD.toMinutes() - 1, (int) AHEAD.toMinutes() + 1);
	}

	@Test
	void keepsTheLayoutStillBetweenWaits(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url(), Look.PHONE);
		HeldJob job = new HeldJob(tab).live().is(READING.formatted("FOLLOWING")).shown();
		tab.awaitHeading("Reading who you follow");
		Object top = tab.run(TOP_OF_CANCEL);
		String later = in(Duration.ofHours(30));
		for (String state : List.of(OUT_OF_REQUESTS.formatted(later), cooling(later), READING.formatted("VERDICT"))) {
			job.is(state).shown();
			tab.awaitHeading("Waiting|Checking");
			assertThat(tab.run(TOP_OF_CANCEL)).as(state).isEqualTo(top);
		}
	}

	@Test
	void announcesThePlaceInTheQueueOnce(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		HeldJob job = new HeldJob(tab).live().is(QUEUED.formatted(3)).shown();
		assertThat(tab.at("#announce")).containsText("Number 3 in the queue.");
		tab.listen();

		job.is(QUEUED.formatted(2));
		assertThat(tab.at("#now-what")).hasText("Number 2 in the queue.");
		job.is(READING.formatted("FOLLOWING"));
		tab.awaitHeading("Reading who you follow");

		assertThat(tab.heard()).doesNotContain("queue");
	}

	private static String cooling(String resumesAt) {
		return "\"state\":\"PARKED\",\"waitingFor\":\"COOLDOWN\",\"resumesAt\":\"" + resumesAt + '"';
	}

	private static String in(Duration time) {
		return Instant.now().plus(time).toString();
	}

	private static int minutesOf(String text) {
		Matcher clock = Pattern.compile("(\\d\\d):(\\d\\d)").matcher(text);
		assertThat(clock.find()).as(text).isTrue();
		return (int) Duration.ofHours(Integer.parseInt(clock.group(1))).toMinutes() + Integer.parseInt(clock.group(2));
	}

}
