package io.followsync.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.followsync.benchmarks.report.Chart;
import io.followsync.benchmarks.report.Row;

/** One run of a benchmark: how it is to be made, and what it found. */
public final class Run {

	private final String benchmark;

	private final Options options;

	private final List<Row> rows = new ArrayList<>();

	private final List<Chart> charts = new ArrayList<>();

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

	/** From 1. */
	public IntStream eachRound() {
		return IntStream.rangeClosed(1, rounds());
	}

	/** The checkout whose built programs are measured. */
	public Path product() {
		return this.options.product();
	}

	/** A folder for the data of this benchmark, not yet there. */
	public Path data() {
		return Path.of("target", "data", this.benchmark);
	}

	public void record(Row row) {
		say(row.toString());
		this.rows.add(row);
	}

	public void record(Chart chart) {
		this.charts.add(chart);
	}

	/** Tells whoever watches what is being done. */
	public void say(String message) {
		this.listener.accept("  %-16s %s".formatted(this.benchmark, message));
	}

	List<Row> rows() {
		return this.rows;
	}

	List<Chart> charts() {
		return this.charts;
	}

}
