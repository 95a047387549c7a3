package io.followsync.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was measured.
 *
 * @param results by the name of the benchmark, in the order of the page
 */
public record Report(Map<String, Result> results) {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private static final String FILE = "results.json";

	private static final String GOALS = "goals";

	/** The one that was written to that folder; empty if there is none. */
	public static Report read(Path folder) throws IOException {
		Path file = folder.resolve(FILE);
		return Files.exists(file) ? JSON.readValue(Files.readString(file), Report.class) : new Report(Map.of());
	}

	/**
	 * This one, and of the earlier one the results of benchmarks that did not run now,
	 * each with its own date and machine.
	 * @param names of all benchmarks that there are, in the order of the page: results of
	 * others are dropped
	 */
	public Report completedBy(Report earlier, Collection<String> names) {
		Map<String, Result> all = new LinkedHashMap<>();
		for (String name : names) {
			Result result = this.results.getOrDefault(name, earlier.results.get(name));
			if (result != null) {
				all.put(name, result);
			}
		}
		return new Report(all);
	}

	/**
	 * Writes the report and charts to a folder, beside the explanations in it, and with
	 * the figures of the run before the last changes, if the folder has one.
	 * @param charts those that are new
	 */
	public void write(Path folder, List<Chart> charts) throws IOException {
		Report before = read(folder.resolve("before"));
		Files.createDirectories(folder);
		Files.writeString(folder.resolve(FILE), JSON.writeValueAsString(this) + "\n");
		Files.writeString(folder.resolve("README.md"),
				new MarkdownReport(this, before, Explanations.in(folder)).text());
		SvgCharts.write(goals(before), folder);
		for (Chart chart : charts) {
			SvgCharts.write(chart, folder);
		}
	}

	/** Of all benchmarks. */
	List<Row> rows() {
		return this.results.values().stream().flatMap((result) -> result.rows().stream()).toList();
	}

	Optional<Row> row(String id) {
		return rows().stream().filter((row) -> row.id().equals(id)).findFirst();
	}

	private Chart goals(Report before) {
		List<Row> rows = rows().stream().filter((row) -> row.goal().exists()).toList();
		Chart chart = Chart
			.of(GOALS, "Each figure as a share of its goal (1 or less: met)", "share of the goal",
					rows.stream().map(Row::id).toList())
			.onLogarithmicAxis()
			.withLimit(1);
		if (!before.results.isEmpty()) {
			chart = chart.with("before",
					rows.stream().map((row) -> before.row(row.id()).map(Report::share).orElse(Double.NaN)).toList());
		}
		return chart.with("now", rows.stream().map(Report::share).toList());
	}

	private static double share(Row row) {
		return row.goal().shareOf(row.figure());
	}

}
