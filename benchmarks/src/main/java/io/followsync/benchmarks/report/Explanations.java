package io.followsync.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What people wrote about rows: why a goal is missed, with the evidence.
 *
 * @param byRow Markdown by the row's id
 */
record Explanations(Map<String, String> byRow) {

	private static final String ENDING = ".md";

	/** Those in the folder {@code explanations}, each in a file named after its row. */
	static Explanations in(Path folder) throws IOException {
		Map<String, String> byRow = new TreeMap<>();
		Path directory = folder.resolve("explanations");
		if (Files.isDirectory(directory)) {
			try (Stream<Path> files = Files.list(directory)) {
				for (Path file : files.filter((name) -> name.toString().endsWith(ENDING)).toList()) {
					String name = file.getFileName().toString();
					byRow.put(name.substring(0, name.length() - ENDING.length()), Files.readString(file).strip());
				}
			}
		}
		return new Explanations(byRow);
	}

	String of(Row row) {
		return this.byRow.getOrDefault(row.id(), "");
	}

}
