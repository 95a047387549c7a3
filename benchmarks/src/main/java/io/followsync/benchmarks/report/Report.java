package io.followsync.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was measured, and on what.
 *
 * @param machine what describes it, by name
 * @param rows of all benchmarks, by id
 * @param notMeasured why, by the name of the benchmark
 */
public record Report(LocalDate date, Map<String, String> machine, Map<String, Row> rows,
		Map<String, String> notMeasured) {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private static final String FILE = "results.json";

	/** The one that was written to that folder; empty if there is none. */
	public static Report read(Path folder) throws IOException {
		Path file = folder.resolve(FILE);
		return Files.exists(file) ? JSON.readValue(Files.readString(file), Report.class)
				: new Report(LocalDate.EPOCH, Map.of(), Map.of(), Map.of());
	}

	/** This one, and of the earlier one what was not measured anew. */
	public Report completedBy(Report earlier) {
		Map<String, Row> all = new LinkedHashMap<>(earlier.rows);
		all.putAll(this.rows);
		return new Report(this.date, this.machine, all, this.notMeasured);
	}

	/**
	 * Writes the report and its charts to a folder, beside the explanations in it, and
	 * with the figures of the run before the last changes, if the folder has one.
	 */
	public void write(Path folder, List<Chart> charts) throws IOException {
		Files.createDirectories(folder);
		Files.writeString(folder.resolve(FILE), JSON.writeValueAsString(this) + "\n");
		for (Chart chart : charts) {
			SvgCharts.write(chart, folder);
		}
		Report before = read(folder.resolve("before"));
		SvgCharts.write(goals(before), folder);
		List<String> pictures = new ArrayList<>();
		try (Stream<Path> files = Files.list(folder)) {
			files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".svg"))
				.sorted()
				.forEach(pictures::add);
		}
		Files.writeString(folder.resolve("README.md"),
				new MarkdownReport(this, before, Explanations.in(folder), pictures).text());
	}

	private Chart goals(Report before) {
		List<Row> rows = this.rows.values().stream().filter((row) -> row.goal().exists()).toList();
		List<String> labels = rows.stream().map(Row::id).toList();
		Chart chart = Chart
			.of("goals", "How far from the goal: 1 reaches it, less is better", "share of the goal", labels)
			.onLogarithmicAxis();
		if (!before.rows.isEmpty()) {
			chart = chart.with("before", rows.stream().map((row) -> share(before.rows.get(row.id()))).toList());
		}
		return chart.with("now", rows.stream().map(Report::share).toList());
	}

	private static double share(@Nullable Row row) {
		return (row == null) ? Double.NaN : row.goal().shareOf(row.figure());
	}

}
