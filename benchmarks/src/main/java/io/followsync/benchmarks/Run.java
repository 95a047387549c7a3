package io.followsync.benchmarks;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.followsync.benchmarks.report.Chart;
import io.followsync.benchmarks.report.Result;
import io.followsync.benchmarks.report.Row;

/** One run of a benchmark: its options, and what it found. */
public final class Run {

	private final String benchmark;

	private final Options options;

	private final List<Row> rows = new ArrayList<>();

	private final List<Chart> charts = new ArrayList<>();

	private final List<String> notMeasured = new ArrayList<>();

	private final Map<String, String> versions = new TreeMap<>();

	private final Consumer<String> listener;

	Run(String benchmark, Options options, Consumer<String> listener) {
		this.benchmark = benchmark;
		this.options = options;
		this.listener = listener;
	}

	/** How often each figure is measured, after a warm-up. */
	public int rounds() {
		return this.options.rounds();
	}

	/** The checkout whose built programs are measured. */
	public Path product() {
		return this.options.product();
	}

	/**
	 * The folder for the data of this benchmark, which may hold those of an earlier run.
	 */
	public Path data() {
		return this.options.data().resolve(this.benchmark);
	}

	public void record(Row row) {
		say(row.toString());
		this.rows.add(row);
	}

	public void record(Chart chart) {
		this.charts.add(chart);
	}

	/** Records the version of a server or peer that takes part. */
	public void recordVersion(String program, String version) {
		this.versions.put(program, version);
	}

	/** Records that something, or all that is left, is not measured, and why. */
	public void recordNotMeasured(String why) {
		say("not measured: " + why);
		this.notMeasured.add(why);
	}

	/** Prints what is being done. */
	public void say(String message) {
		this.listener.accept("  %-16s %s".formatted(this.benchmark, message));
	}

	/** What was recorded, of a commit of the product on a machine. */
	Result result(LocalDate date, String commit, Map<String, String> machine, Map<String, String> conditions) {
		return new Result(date, commit, rounds(), machine, conditions, new TreeMap<>(this.versions),
				List.copyOf(this.rows), this.charts.stream().map(Chart::name).toList(), List.copyOf(this.notMeasured));
	}

	List<Chart> charts() {
		return this.charts;
	}

}
