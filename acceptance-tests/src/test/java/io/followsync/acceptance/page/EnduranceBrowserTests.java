package io.followsync.acceptance.page;

import java.util.List;
import java.util.regex.Pattern;

import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
class EnduranceBrowserTests {

	// A state lasts longer than the second that an assertion may pause between two looks
	// at it.
	private static final int LATENCY_MS = 1_200;

	private static final Pattern PAGE_3_OR_LATER = Pattern.compile("Page ([3-9]|1\\d)\\b");

	private static final int OUT_OF_PATIENCE_MS = 70_000;

	private static final int UNTIL_THE_NEXT_LOOK_MS = 40_000;

	private static final String HIDEABLE = """
			Object.defineProperty(document, 'hidden', { get: () => Boolean(window.away) });
			Object.defineProperty(document, 'visibilityState', { get: () => window.away ? 'hidden' : 'visible' });
			""";

	@Test
	void resumesAfterAReload(Stack stack, Owner owner) {
		Account account = stack.instagram().place(Population.small().answeringIn(LATENCY_MS));
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.analyze(account.session());
		assertThat(tab.at("#now-what")).containsText(PAGE_3_OR_LATER);
		int before = fetched(tab);

		tab.page().reload();

		tab.awaitHeading("Reading");
		assertThat(tab.at("#followers-of")).hasText("of 240");
		assertThat(fetched(tab)).isGreaterThanOrEqualTo(before);
		tab.awaitResult();
		assertThat(tab.at("#figure-not-back")).hasText(Integer.toString(account.truth().notFollowingBack().size()));
	}

	@Test
	void offersTheJobOfOneTabToAnother(Stack stack, Owner owner) {
		Account account = stack.instagram().place(Population.small().answeringIn(LATENCY_MS));
		Tab first = owner.open(stack.parts().gateway().url());
		first.analyze(account.session());
		first.awaitHeading("Reading");

		Tab second = first.another();
		second.awaitHeading("Who doesn’t follow you back");
		second.at("#offer-take").click();
		second.awaitHeading("Reading");
		assertThat(second.job()).isEqualTo(first.job());

		String figure = Integer.toString(account.truth().notFollowingBack().size());
		first.awaitResult();
		second.awaitResult();
		assertThat(first.at("#figure-not-back")).hasText(figure);
		assertThat(second.at("#figure-not-back")).hasText(figure);
	}

	@Test
	void joinsTheRunningJobOfTheSameSession(Stack stack, Owner owner) {
		Account account = stack.instagram().place(Population.small().answeringIn(LATENCY_MS));
		var session = account.session();
		Tab first = owner.open(stack.parts().gateway().url());
		first.analyze(session);
		first.awaitHeading("Reading");

		Tab elsewhere = owner.open(stack.parts().gateway().url());
		assertThat(elsewhere.at("#offer")).isHidden();
		elsewhere.analyze(session);

		elsewhere.awaitHeading("Reading");
		assertThat(elsewhere.job()).isEqualTo(first.job());
		elsewhere.awaitResult();
	}

	@Test
	void catchesUpAfterBeingOffline(Stack stack, Owner owner) {
		Account account = stack.instagram().place(Population.small().answeringIn(LATENCY_MS));
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.analyze(account.session());
		tab.awaitHeading("Reading");

		tab.page().context().setOffline(true);
		assertThat(tab.at("#offline")).containsText("You are offline");
		stack.gateway().awaitResult(tab.job());
		tab.page().context().setOffline(false);

		tab.awaitResult();
		assertThat(tab.at("#offline")).isHidden();
	}

	@Test
	void fetchesTheResultInAHiddenTab(Stack stack, Owner owner) {
		Account account = stack.instagram().place(Population.small().answeringIn(LATENCY_MS));
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.page().clock().install();
		tab.page().addInitScript(HIDEABLE);
		tab.page().reload();
		tab.analyze(account.session());
		tab.awaitHeading("Reading");

		tab.run("() => { window.away = true; document.dispatchEvent(new Event('visibilitychange')); }");
		tab.page().clock().fastForward(OUT_OF_PATIENCE_MS);
		stack.gateway().awaitResult(tab.job());
		assertThat(tab.heading()).hasText(Pattern.compile("Reading"));
		tab.page().clock().fastForward(UNTIL_THE_NEXT_LOOK_MS);

		tab.awaitResult();
		assertThat(tab.page()).hasTitle("Done · Followsync");
		assertThat(tab.at("#figure-not-back")).hasText(Integer.toString(account.truth().notFollowingBack().size()));
	}

	@Test
	void keepsTheLayoutStillWhileNumbersChange(Stack stack, Owner owner) {
		Account account = stack.instagram().place(Population.small().answeringIn(LATENCY_MS));
		Tab tab = owner.open(stack.parts().gateway().url(), Look.PHONE);
		tab.run("""
				() => {
				  window.tops = [];
				  new MutationObserver(() => document.getElementById('progress-title')?.textContent.startsWith('Reading')
				      && tops.push(document.getElementById('cancel').getBoundingClientRect().top + scrollY))
				    .observe(document.getElementById('view'), { subtree: true, childList: true, characterData: true });
				}""");

		tab.analyze(account.session());
		tab.awaitResult();

		assertThat((List<?>) tab.run("() => tops")).hasSizeGreaterThan(10);
		assertThat((List<?>) tab.run("() => [...new Set(tops)]")).as("where the button under it all was").hasSize(1);
	}

	private static int fetched(Tab tab) {
		return Integer.parseInt(tab.at("#followers-fetched").textContent().replace(",", ""));
	}

}
