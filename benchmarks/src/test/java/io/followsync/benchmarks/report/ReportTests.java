package io.followsync.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTests {

	private static final List<String> NAMES = List.of("walk", "idle");

	private static final Row PAGE = row(Series.of("ms", 1));

	private static final Row IDLE = Row.of("idle.cpu", "an idle worker", Series.of("% of a core", 0.4), Goal.atMost(1));

	@TempDir
	Path folder;

	@BeforeEach
	void createFolderOfExplanations() throws IOException {
		Files.createDirectories(this.folder.resolve("explanations"));
	}

	@Test
	void showsEachFigureBesideItsGoalAndTheOneBefore() throws IOException {
		report(row(Series.of("ms", 7, 9, 8))).write(this.folder.resolve("before"), List.of());
		Files.writeString(this.folder.resolve("explanations/page.cost.md"), "The disk takes 3 ms.\n");

		report(row(Series.of("ms", 3.5, 2.9, 3.1))).write(this.folder, List.of());

		assertThat(page()).contains(
				"| [page.cost](#pagecost) | cost of a page | at most 2.00 ms | 8.00 ms (7.00 to 9.00) | 3.10 ms (2.90 to 3.50) | **no** |",
				"The disk takes 3 ms.", "| of it commit | 1.00 ms | 1.00 ms |");
	}

	@Test
	void marksARowThatMissesItsGoalWithoutAnExplanation() throws IOException {
		report(row(Series.of("ms", 3)), IDLE).write(this.folder, List.of());

		assertThat(page()).containsOnlyOnce("**No explanation**").doesNotContain("before");
	}

	@Test
	void rowsThatMissTheirGoalsShareAnExplanationThatTheFirstOneShows() throws IOException {
		Files.writeString(this.folder.resolve("explanations/delay.md"), "The broker takes 3 ms.\n");

		report(delay("delay.met", 1), delay("delay.one", 3), delay("delay.two", 3)).write(this.folder, List.of());

		assertThat(page()).containsOnlyOnce("The broker takes 3 ms.")
			.contains("delay: 3.00 ms.\n\nThe broker takes 3 ms.\n\n## delay.two",
					"delay: 3.00 ms.\n\nAs for [delay.one](#delayone).\n");
	}

	@Test
	void showsWhenAndOnWhatEachBenchmarkRan() throws IOException {
		new Report(Map.of("walk", result(1, "2 of one kind", PAGE), "idle", result(2, "8 of another", IDLE)))
			.completedBy(new Report(Map.of()), NAMES)
			.write(this.folder, List.of());

		assertThat(page()).contains("| walk | 2026-11-01 | c0ffee | 3 | PostgreSQL 17 | load of run 1 |",
				"| idle | 2026-11-02 | c0ffee | 3 | PostgreSQL 17 |",
				"## The machine of walk\n\n| | |\n|---|---|\n| processors | 2 of one kind |",
				"## The machine of idle\n\n| | |\n|---|---|\n| processors | 8 of another |");
	}

	@Test
	void keepsTheResultsOfBenchmarksThatDidNotRunNow() throws IOException {
		Result idle = result(1, "2", IDLE);
		new Report(Map.of("idle", idle)).write(this.folder, List.of());

		Report all = new Report(Map.of("walk", result(2, "2", PAGE))).completedBy(Report.read(this.folder), NAMES);

		assertThat(all.results()).containsExactly(Map.entry("walk", result(2, "2", PAGE)), Map.entry("idle", idle));
	}

	@Test
	void dropsTheOldRowsOfABenchmarkThatFailedNow() throws IOException {
		Report earlier = report(PAGE, delay("page.renamed", 1));
		Result failed = new Result(LocalDate.of(2026, 11, 2), "c0ffee", 3, Map.of(), Map.of(), Map.of(), List.of(),
				List.of(), List.of("failed: no disk"));

		Report all = new Report(Map.of("walk", failed)).completedBy(earlier, NAMES);
		all.write(this.folder, List.of());

		assertThat(all.rows()).isEmpty();
		assertThat(page()).contains("Not measured: walk: failed: no disk").doesNotContain("page.cost");
	}

	@Test
	void dropsTheResultsOfABenchmarkThatNoLongerExists() {
		Report all = report(PAGE).completedBy(new Report(Map.of("removed", result(1, "2", IDLE))), NAMES);

		assertThat(all.results()).containsOnlyKeys("walk");
	}

	@Test
	void aRatioIsTakenRoundByRound() {
		Series ratio = Series.of("ms", 10, 40, 33).dividedBy(Series.of("ms", 5, 20, 30));

		assertThat(ratio.rounds()).containsExactly(2.0, 2.0, 1.1);
		assertThat(Goal.atMost(2).isMetBy(ratio)).isTrue();
		assertThat(Goal.atLeast(2.1).isMetBy(ratio)).isFalse();
	}

	@Test
	void whatMustNeverHappenIsJudgedByTheWorstRound() {
		assertThat(Goal.never().isMetBy(Series.of("clients", 0, 0, 0))).isTrue();
		assertThat(Goal.never().isMetBy(Series.of("clients", 0, 0, 900))).isFalse();
		assertThat(Goal.never().shareOf(Series.of("clients", 0, 0, 900))).isEqualTo(1000);
		assertThat(Goal.never().text("clients")).isEqualTo("at most 0 clients in each round");
	}

	@Test
	void readsAReportThatIsOlderThanSomeOfItsFields() throws IOException {
		Files.writeString(this.folder.resolve("results.json"),
				"""
						{"results": {"walk": {"date": "2026-11-01", "product": "c0ffee", "rounds": 3, "machine": {"processors": "2"},
						  "versions": {}, "charts": [], "notMeasured": [], "rows": [{"id": "page.cost", "what": "cost of a page",
						  "figure": {"unit": "ms", "rounds": [3.0]}, "goal": {"atMost": 2.0, "atLeast": null}, "parts": {}}]}}}""");

		Report earlier = Report.read(this.folder);

		Row row = earlier.row("page.cost").orElseThrow();
		assertThat(row.isMet()).isFalse();
		assertThat(row.goal().text("ms")).isEqualTo("at most 2.00 ms");
		earlier.write(this.folder, List.of());
		assertThat(page()).contains("| walk | 2026-11-01 | c0ffee | 3 |  |\n");
	}

	@Test
	void aShareOfTheGoalFitsALogarithmicAxis() {
		assertThat(Goal.atMost(2).shareOf(Series.of("", 3))).isEqualTo(1.5);
		assertThat(Goal.atLeast(2).shareOf(Series.of("", 4))).isEqualTo(0.5);
		assertThat(Goal.atMost(0).shareOf(Series.of("", 0))).isEqualTo(0.001);
		assertThat(Goal.atMost(0).shareOf(Series.of("", 3))).isEqualTo(1000);
		assertThat(Goal.atLeast(2).shareOf(Series.of("", 0))).isEqualTo(1000);
		assertThat(Goal.atMost(2).shareOf(Series.of("ms", -1))).isEqualTo(0.001);
	}

	@Test
	void numbersHaveThreeSignificantDigits() {
		assertThat(List.of(Series.number(0.01234), Series.number(1.2345), Series.number(61_234.6), Series.number(0)))
			.containsExactly("0.0123", "1.23", "61,235", "0");
	}

	private String page() throws IOException {
		return Files.readString(this.folder.resolve("README.md"));
	}

	private static Row row(Series figure) {
		return Row.of("page.cost", "cost of a page", figure, Goal.atMost(2)).with("of it commit", Series.of("ms", 1));
	}

	private static Row delay(String id, double millis) {
		return Row.of(id, "delay", Series.of("ms", millis), Goal.atMost(2));
	}

	private static Report report(Row... rows) {
		return new Report(Map.of("walk", result(1, "2", rows)));
	}

	private static Result result(int day, String processors, Row... rows) {
		return new Result(LocalDate.of(2026, 11, day), "c0ffee", 3, Map.of("processors", processors),
				Map.of("load", "load of run " + day), Map.of("PostgreSQL", "17"), List.of(rows), List.of(), List.of());
	}

}
