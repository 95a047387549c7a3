package io.followsync.acceptance.page;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Route;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.simulator.Truth;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.job.Session;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
class MainJobBrowserTests {

	private static final int LATENCY_MS = 400;

	@Test
	void showsTheTruthAfterPastingTwoValues(Stack stack, Owner owner) {
		Account account = stack.instagram().place(Population.small().answeringIn(LATENCY_MS));
		Tab tab = owner.open(stack.parts().gateway().url());
		watchTheBars(tab);

		tab.analyze(account.session());
		tab.awaitHeading("Reading your followers");
		assertThat(tab.at("#followers-of")).hasText("of 240");
		tab.awaitResult();

		Truth truth = account.truth();
		assertThat(tab.at("#figure-followers")).hasText(figure(truth.followers()));
		assertThat(tab.at("#figure-following")).hasText(figure(truth.following()));
		assertThat(tab.at("#figure-not-back")).hasText(figure(truth.notFollowingBack().size()));
		assertThat(tab.at("#figure-fans")).hasText(figure(truth.fans().size()));
		assertThat(tab.at("#picture svg")).isVisible();
		assertThat(truth.notFollowingBack()).startsWith(tab.names().toArray(String[]::new));
		assertThat(tab.names()).hasSizeGreaterThan(5);
		assertThat(seenBars(tab)).as("shares shown before the result").isNotEmpty().allMatch((share) -> share < 100);
	}

	@Test
	void searchesSortsCopiesAndSavesTheResult(Stack stack, Owner owner) throws IOException {
		Account account = stack.instagram().place(Population.small());
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.analyze(account.session());
		tab.awaitResult();
		List<String> truth = account.truth().notFollowingBack();

		tab.at("[data-sort=username]").click();
		assertThat(tab.at("#grid-body .handle").first()).hasText(truth.getLast());
		tab.at("#search").fill(truth.get(3).substring(0, 5));
		assertThat(tab.at("#grid-body")).containsText(truth.get(3));
		List<String> found = truth.stream().filter((name) -> name.contains(truth.get(3).substring(0, 5))).toList();
		assertThat(tab.names()).containsAll(found.reversed().subList(0, Math.min(5, found.size())));
		tab.at("#search").fill("no such person");
		assertThat(tab.at("#blank-text")).containsText("matches");
		tab.at("#blank-button").click();

		tab.at("#copy").click();
		assertThat(tab.at("#copy")).containsText("Copied");
		assertThat((String) tab.run("() => navigator.clipboard.readText()"))
			.isEqualTo(String.join("\n", truth.reversed()));
		assertThat(saved(tab, "#save-csv")).startsWith("\uFEFFid,username,fullName")
			.contains(truth.toArray(String[]::new));
		JsonNode json = JsonMapper.shared().readTree(saved(tab, "#save-json"));
		assertThat(json.valueStream().map((row) -> row.path("username").stringValue()).toList())
			.isEqualTo(truth.reversed());

		tab.at("#tab-fans").click();
		assertThat(tab.at("#found")).hasText(figure(account.truth().fans().size()) + " accounts");
		assertThat(tab.at("#grid-body .handle").first()).hasAttribute("href",
				"https://www.instagram.com/" + account.truth().fans().getLast() + "/");
		assertThat(tab.at("#grid-body .handle").first()).hasAttribute("target", "_blank");
		assertThat(tab.at("#grid-body .handle").first()).hasAttribute("rel", "noopener noreferrer");
	}

	@Test
	void keepsNothingOfTheTwoValuesInTheBrowser(Stack stack, Owner owner) {
		Session session = stack.instagram().place(Population.small().answeringIn(LATENCY_MS)).session();
		Tab tab = owner.open(stack.parts().gateway().url());
		Object before = tab.run("() => history.length");
		List<Route> held = new CopyOnWriteArrayList<>();
		tab.page().route("**/api/analyze", held::add);

		tab.analyze(session);
		tab.page().waitForCondition(() -> !held.isEmpty());
		assertThat(tab.at("#session-id")).hasValue("");
		assertThat(tab.at("#csrf-token")).hasValue("");
		held.getFirst().resume();
		tab.awaitHeading("Reading");

		assertThat(tab.page().url()).isEqualTo(stack.parts().gateway().url().resolve("/").toString());
		assertThat(tab.run("() => history.length")).isEqualTo(before);
		assertThat(tab.page().context().cookies()).isEmpty();
		assertThat(tab.run("() => localStorage.length")).isEqualTo(0);
		assertThat(tab.run("() => Object.keys(sessionStorage).join()")).isEqualTo("followsync.job");
		assertThat(tab.job()).matches("[0-9a-f]{16}");
		assertThat(tab.run("async () => (await indexedDB.databases()).length + (await caches.keys()).length"))
			.isEqualTo(0);
		assertThat(tab.page().content()).doesNotContain(session.csrfToken(), session.sessionId());
	}

	@Test
	void findsBothValuesInACookieLine(Stack stack, Owner owner) {
		Session session = stack.instagram().place(Population.of(3, 4, 2)).session();
		Tab tab = owner.open(stack.parts().gateway().url());

		tab.at("#csrf-token")
			.fill("mid=Zx; csrftoken=%s; ds_user_id=1; sessionid=\"%s\"; rur=\"CLN\"".formatted(session.csrfToken(),
					session.sessionId()));
		assertThat(tab.at("#session-id")).hasValue(session.sessionId());
		assertThat(tab.at("#session-id-hint")).containsText("user " + session.userId());
		tab.at("#analyze").click();

		tab.awaitResult();
	}

	@Test
	void removesTheResultOnTheServerWhenStartingAgain(Stack stack, Owner owner) {
		Account account = stack.instagram().place(Population.of(3, 4, 2));
		Session session = account.session();
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.analyze(session);
		tab.awaitResult();
		String job = tab.job();

		tab.at("#result-again").click();
		tab.at("#confirm-yes").click();

		tab.awaitHeading("Who doesn’t follow you back");
		assertThat(tab.job()).isEmpty();
		tab.page().waitForCondition(() -> stack.gateway().status(job).status() == 404);
		tab.analyze(session);
		tab.awaitResult();
	}

	@Test
	void cancelsAJobAfterAskingForConfirmation(Stack stack, Owner owner) {
		Account account = stack.instagram().place(Population.of(2000, 900, 60).answeringIn(400));
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.analyze(account.session());
		tab.awaitHeading("Reading");

		tab.at("#cancel").click();
		tab.at("#confirm-no").click();
		tab.awaitHeading("Reading");
		tab.at("#cancel").click();
		tab.at("#confirm-yes").click();

		tab.awaitHeading("You cancelled this analysis");
		assertThat(stack.gateway().job(tab.job()).path("state").asString()).isEqualTo("CANCELLED");
	}

	private static String saved(Tab tab, String button) throws IOException {
		Download download = tab.page().waitForDownload(() -> tab.at(button).click());
		return Files.readString(download.path());
	}

	private static void watchTheBars(Tab tab) {
		tab.run("""
				() => {
				  window.seenBars = [];
				  new MutationObserver((changes) => changes.forEach(({ target }) =>
				    target.hasAttribute('value') && document.getElementById('progress-title')?.textContent !== 'Done'
				      && seenBars.push(100 * target.value / target.max)))
				    .observe(document.getElementById('view'), { subtree: true, attributeFilter: ['value'] });
				}""");
	}

	@SuppressWarnings("unchecked")
	private static List<Double> seenBars(Tab tab) {
		return ((List<Number>) tab.run("() => seenBars")).stream().map(Number::doubleValue).toList();
	}

	private static String figure(int count) {
		return String.format(Locale.ROOT, "%,d", count);
	}

}
