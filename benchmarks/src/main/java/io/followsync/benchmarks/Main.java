package io.followsync.benchmarks;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.followsync.benchmarks.machine.Machine;
import io.followsync.benchmarks.report.Chart;
import io.followsync.benchmarks.report.Report;
import io.followsync.benchmarks.report.Row;

/** Runs the benchmarks one after the other, and writes the report after each. */
final class Main {

	private Main() {
	}

	public static void main(String[] arguments) throws Exception {
		Options options = Options.of(arguments);
		Map<String, String> machine = Machine.describe();
		Map<String, Row> rows = new LinkedHashMap<>();
		Map<String, String> notMeasured = new LinkedHashMap<>();
		List<Chart> charts = new ArrayList<>();
		for (Benchmark benchmark : chosen(options)) {
			Run run = new Run(benchmark.name(), options, System.out::println);
			run.say("begins");
			try {
				benchmark.measure(run);
			}
			catch (NotMeasuredException ex) {
				run.say("not measured: " + ex.getMessage());
				notMeasured.put(benchmark.name(), String.valueOf(ex.getMessage()));
			}
			run.rows().forEach((row) -> rows.put(row.id(), row));
			charts.addAll(run.charts());
			new Report(LocalDate.now(Clock.systemUTC()), machine, rows, notMeasured)
				.completedBy(Report.read(options.results()))
				.write(options.results(), charts);
		}
	}

	private static List<Benchmark> chosen(Options options) {
		List<Benchmark> all = Benchmarks.all();
		List<String> names = all.stream().map(Benchmark::name).toList();
		if (!names.containsAll(options.only())) {
			throw new IllegalArgumentException("bench.only takes of " + names);
		}
		return options.only().isEmpty() ? all
				: all.stream().filter((benchmark) -> options.only().contains(benchmark.name())).toList();
	}

}
