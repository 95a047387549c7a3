package io.followsync.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTests {

	@TempDir
	Path folder;

	@Test
	void showsEachFigureBesideItsGoalAndTheOneBefore() throws IOException {
		report(row(Series.of("ms", 7, 9, 8))).write(this.folder.resolve("before"), List.of());
		Files.createDirectories(this.folder.resolve("explanations"));
		Files.writeString(this.folder.resolve("explanations/page.cost.md"), "The disk takes 3 ms.\n");

		report(row(Series.of("ms", 3.5, 2.9, 3.1))).write(this.folder, List.of());

		assertThat(Files.readString(this.folder.resolve("README.md"))).contains(
				"| [page.cost](#pagecost) | cost of a page | at most 2.00 ms | 8.00 ms (7.00 to 9.00) | 3.10 ms (2.90 to 3.50) | **no** |",
				"The disk takes 3 ms.", "| of it commit | 1.00 ms | 1.00 ms |");
		assertThat(this.folder.resolve("goals.svg")).content().contains("<svg");
	}

	@Test
	void rowsThatMissTheirGoalsShareAnExplanationThatTheFirstOneShows() throws IOException {
		Files.createDirectories(this.folder.resolve("explanations"));
		Files.writeString(this.folder.resolve("explanations/delay.md"), "The broker takes 3 ms.\n");
		Map<String, Row> rows = new LinkedHashMap<>();
		for (String id : List.of("delay.met", "delay.one", "delay.two")) {
			rows.put(id, Row.of(id, "delay", Series.of("ms", id.equals("delay.met") ? 1 : 3), Goal.atMost(2)));
		}

		new Report(LocalDate.of(2026, 11, 30), Map.of(), rows, Map.of()).write(this.folder, List.of());

		assertThat(this.folder.resolve("README.md")).content()
			.containsOnlyOnce("The broker takes 3 ms.")
			.contains("delay: 3.00 ms.\n\nThe broker takes 3 ms.\n\n## delay.two",
					"delay: 3.00 ms.\n\nAs for [delay.one](#delayone).\n");
	}

	@Test
	void keepsTheRowsThatAnotherRunMeasured() throws IOException {
		Row other = Row.of("idle.cpu", "an idle worker", Series.of("% of a core", 0.4), Goal.atMost(1));
		report(other).write(this.folder, List.of());

		Report all = report(row(Series.of("ms", 1))).completedBy(Report.read(this.folder));

		assertThat(all.rows()).containsOnlyKeys("idle.cpu", "page.cost").containsEntry("idle.cpu", other);
	}

	@Test
	void aRatioIsTakenRoundByRound() {
		Series ratio = Series.of("ms", 10, 40, 33).dividedBy(Series.of("ms", 5, 20, 30));

		assertThat(ratio.rounds()).containsExactly(2.0, 2.0, 1.1);
		assertThat(Goal.atMost(2).isMetBy(ratio)).isTrue();
		assertThat(Goal.atLeast(2.1).isMetBy(ratio)).isFalse();
	}

	@Test
	void threeDigitsOfANumberCount() {
		assertThat(List.of(Series.number(0.01234), Series.number(1.2345), Series.number(61_234.6), Series.number(0)))
			.containsExactly("0.0123", "1.23", "61,235", "0");
	}

	private static Row row(Series figure) {
		return Row.of("page.cost", "cost of a page", figure, Goal.atMost(2)).with("of it commit", Series.of("ms", 1));
	}

	private static Report report(Row row) {
		Map<String, Row> rows = new LinkedHashMap<>(Map.of(row.id(), row));
		return new Report(LocalDate.of(2026, 11, 30), Map.of("processors", "2"), rows, Map.of());
	}

}
