package io.followsync.benchmarks.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the product's {@code docker-compose.yml} gives its containers. */
public final class ComposeFile {

	private static final Pattern SERVICE = Pattern.compile("  ([a-z]+):.*");

	private static final Pattern MEMORY = Pattern.compile("    mem_limit: (\\d+)m");

	// As "- --shared_buffers=256MB"; no other container has options with such names.
	private static final Pattern SERVER_OPTION = Pattern.compile("\\s*- --([a-z]+(?:_[a-z]+)*)=(\\S+)");

	private final List<String> lines;

	ComposeFile(List<String> lines) {
		this.lines = List.copyOf(lines);
	}

	public static ComposeFile of(Path product) {
		try {
			return new ComposeFile(Files.readAllLines(product.resolve("docker-compose.yml")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Megabytes of the container of a service, such as {@code gateway}. */
	public int memoryMegabytes(String service) {
		String current = "";
		for (String line : this.lines) {
			Matcher name = SERVICE.matcher(line);
			Matcher memory = MEMORY.matcher(line);
			if (name.matches()) {
				current = name.group(1);
			}
			else if (current.equals(service) && memory.matches()) {
				return Integer.parseInt(memory.group(1));
			}
		}
		throw new IllegalStateException("docker-compose.yml has no mem_limit of " + service);
	}

	/** The settings of PostgreSQL; what is not set there has PostgreSQL's default. */
	Map<String, String> serverOptions() {
		Map<String, String> settings = new LinkedHashMap<>(Map.of("shared_buffers", "128MB"));
		this.lines.stream()
			.map(SERVER_OPTION::matcher)
			.filter(Matcher::matches)
			.forEach((option) -> settings.put(option.group(1), option.group(2)));
		return settings;
	}

}
