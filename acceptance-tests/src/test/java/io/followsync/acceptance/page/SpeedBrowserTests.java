package io.followsync.acceptance.page;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.microsoft.playwright.Page;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import tools.jackson.databind.json.JsonMapper;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures how fast the page is and reports it in {@code target/page-speed.json}. Times
 * depend on the machine as much as on the page; their bounds leave a busy one room.
 */
@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
class SpeedBrowserTests {

	private static final Map<String, Object> REPORT = new TreeMap<>();

	private static final int MAX_BYTES = 150 * 1024;

	private static final int MAX_ROWS = 60;

	private static final int LOADS = 7;

	/** On an idle machine with two cores, a fifth of that. */
	private static final int MAX_UNTIL_INTERACTIVE_MS = 2_000;

	private static final double WATCHED_MS = 8_000;

	private static final String WATCH_LONG_TASKS = """
			window.longTasks = [];
			new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => longTasks.push(Math.round(duration))))
			  .observe({ type: 'longtask', buffered: true });
			""";

	@AfterAll
	static void report(TestReporter reporter) throws IOException {
		String report = JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(REPORT);
		Files.writeString(Path.of("target", "page-speed.json"), report);
		reporter.publishEntry("page-speed", report);
	}

	@Test
	void loadsFewBytesAtFirst(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.awaitHeading("Who");
		Number bytes = (Number) tab
			.run("""
					async () => { await document.fonts.ready; return performance.getEntries()
					  .filter((entry) => entry.transferSize !== undefined).reduce((sum, entry) => sum + entry.transferSize, 0); }""");
		Number files = (Number) tab.run("() => performance.getEntriesByType('resource').length + 1");
		Number squeezed = (Number) tab.run("""
				() => performance.getEntriesByType('resource').filter(({ name }) => /\\.(js|css)$/.test(name))
				  .filter((file) => file.encodedBodySize < file.decodedBodySize).length""");

		note("first load: bytes transferred", bytes);
		note("first load: files", files);
		assertThat(bytes.intValue()).isPositive().isLessThanOrEqualTo(MAX_BYTES);
		assertThat(squeezed.intValue()).as("compressed files").isPositive();
		assertThat(tab.run("() => document.fonts.check('16px Figtree')")).isEqualTo(true);
	}

	/** Each window has its own cache, which is empty. */
	@Test
	void measuresTheFirstLoad(Stack stack, Owner owner) {
		List<Integer> interactive = new ArrayList<>();
		List<Integer> painted = new ArrayList<>();
		for (int load = 0; load < LOADS; load++) {
			Tab tab = owner.open(stack.parts().gateway().url());
			tab.awaitHeading("Who");
			interactive
				.add((Integer) tab.run("() => Math.round(performance.getEntriesByName('interactive')[0].startTime)"));
			painted.add((Integer) tab
				.run("""
						() => new Promise((done) => new PerformanceObserver((list) => done(Math.round(list.getEntries().at(-1).startTime)))
						  .observe({ type: 'largest-contentful-paint', buffered: true }))"""));
		}

		note("first load: interactive after ms, in each new window", interactive);
		note("first load: interactive after ms, median", median(interactive));
		note("first load: largest contentful paint after ms, median", median(painted));
		assertThat(median(interactive)).as("ms until the page is interactive")
			.isPositive()
			.isLessThanOrEqualTo(MAX_UNTIL_INTERACTIVE_MS);
		assertThat(median(painted)).as("ms until its largest part is drawn")
			.isPositive()
			.isLessThanOrEqualTo(MAX_UNTIL_INTERACTIVE_MS);
	}

	@Test
	void staysResponsiveAtTenEventsASecond(Stack stack, Owner owner) {
		URI gateway = stack.parts().gateway().url();
		try (ScriptedGateway scripted = new ScriptedGateway(gateway, Duration.ofMillis(100))) {
			Tab tab = owner.open(scripted.url());
			Page page = tab.page();
			page.addInitScript(WATCH_LONG_TASKS);
			tab.run("() => sessionStorage.setItem('followsync.job', '" + ScriptedGateway.JOB + "')");
			page.reload();
			assertThat(tab.at("#now-what")).containsText("Page 5");
			tab.run("() => { longTasks.length = 0; window.began = document.getElementById('followers-fetched').textContent; }");
			page.waitForTimeout(WATCHED_MS);

			note("ten events a second: tasks over 50 ms in 8 s", tab.run("() => longTasks"));
			assertThat(tab.at("#fact-speed")).hasText(Pattern.compile("[\\d,]+"));
			assertThat(tab.run("() => began !== document.getElementById('followers-fetched').textContent"))
				.isEqualTo(true);
		}
	}

	@Test
	void scrolls7500Rows(Stack stack, Owner owner) {
		Account account = stack.instagram().place(Population.of(300, 7_600, 100).inLargePages());
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.page().addInitScript(WATCH_LONG_TASKS);
		tab.page().reload();
		tab.analyze(account.session());
		tab.awaitResult();
		List<String> truth = account.truth().notFollowingBack();
		assertThat(truth).hasSize(7_500);
		assertThat(tab.at("#found")).hasText("7,500 accounts");
		note("7,500 rows: tasks over 50 ms while they were fetched and shown", tab.run("() => longTasks"));

		tab.run("() => { longTasks.length = 0; }");
		Object frames = tab.run("""
				() => new Promise((done) => {
				  const gaps = []; let last = performance.now(); let step = 0; let most = 0;
				  const next = (now) => {
				    gaps.push(now - last); last = now; step += 1;
				    grid.scrollTop = (step / 240) * (grid.scrollHeight - grid.clientHeight);
				    most = Math.max(most, document.querySelectorAll('#grid-body .row').length);
				    if (step < 240) { requestAnimationFrame(next); } else {
				      gaps.sort((a, b) => a - b);
				      done([Math.round(gaps[120]), Math.round(gaps[237]), most]);
				    }
				  };
				  requestAnimationFrame(next);
				})""");
		List<?> measured = (List<?>) frames;
		note("7,500 rows: ms a frame while scrolling, median and 99 %", measured.subList(0, 2));
		note("7,500 rows: tasks over 50 ms while scrolling", tab.run("() => longTasks"));
		assertThat(((Number) measured.get(2)).intValue()).as("rows in the document").isBetween(5, MAX_ROWS);
		assertThat(tab.at("#grid-body .handle").last()).hasText(truth.getLast());
		Object searched = tab
			.run("""
					() => { const began = performance.now(); search.value = 'a'; search.dispatchEvent(new Event('input'));
					  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(Math.round(performance.now() - began))))); }""");
		note("7,500 rows: ms from a key in the search to its picture", searched);
	}

	private static int median(List<Integer> values) {
		return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
	}

	private static void note(String name, Object figure) {
		REPORT.put(name, figure);
	}

}
