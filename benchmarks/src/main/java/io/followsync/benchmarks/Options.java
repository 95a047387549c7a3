package io.followsync.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the command line asks for.
 *
 * @param only names of the benchmarks to run; empty for all
 * @param rounds how often each figure is measured, after a warm-up
 * @param product checkout whose built programs are measured
 * @param results folder of the report
 */
record Options(List<String> only, int rounds, Path product, Path results) {

	/** The folder of the data of all benchmarks. */
	Path data() {
		return Path.of("target", "data");
	}

	/** Of arguments {@code name=value}. */
	static Options of(String... arguments) {
		Map<String, String> values = Arrays.stream(arguments)
			.map((argument) -> argument.split("=", 2))
			.collect(Collectors.toMap((parts) -> parts[0], (parts) -> parts[1]));
		String only = values.getOrDefault("only", "");
		int rounds = Integer.parseInt(values.getOrDefault("rounds", "5"));
		if (rounds < 1) {
			throw new IllegalArgumentException("bench.rounds is at least 1");
		}
		return new Options(only.isBlank() ? List.of() : List.of(only.split("\\s*,\\s*")), rounds,
				Path.of(values.getOrDefault("product", "..")), Path.of(values.getOrDefault("results", "results")));
	}

}
