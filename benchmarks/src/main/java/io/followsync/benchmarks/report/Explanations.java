package io.followsync.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What people wrote about rows: why a goal is missed, with the evidence.
 *
 * @param byName Markdown by the id of a row, or by the beginning of several
 */
record Explanations(Map<String, String> byName) {

	private static final String ENDING = ".md";

	/**
	 * Those in the folder {@code explanations}, each in a file named after its row, or
	 * after what the ids of several rows begin with.
	 */
	static Explanations in(Path folder) throws IOException {
		Map<String, String> byName = new TreeMap<>();
		Path directory = folder.resolve("explanations");
		if (Files.isDirectory(directory)) {
			try (Stream<Path> files = Files.list(directory)) {
				for (Path file : files.filter((name) -> name.toString().endsWith(ENDING)).toList()) {
					String name = file.getFileName().toString();
					byName.put(name.substring(0, name.length() - ENDING.length()), Files.readString(file).strip());
				}
			}
		}
		return new Explanations(byName);
	}

	/** The name of the most specific one for a row. */
	Optional<String> nameFor(Row row) {
		String name = row.id();
		while (!this.byName.containsKey(name)) {
			int end = name.lastIndexOf('.');
			if (end < 0) {
				return Optional.empty();
			}
			name = name.substring(0, end);
		}
		return Optional.of(name);
	}

	String text(String name) {
		return Objects.requireNonNull(this.byName.get(name));
	}

}
