package io.followsync.benchmarks.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of PostgreSQL that the product's compose file passes to its container. */
final class ServerOptions {

	// As "- --shared_buffers=256MB"; no other container has options with such names.
	private static final Pattern OPTION = Pattern.compile("\\s*- --([a-z]+(?:_[a-z]+)*)=(\\S+)");

	private ServerOptions() {
	}

	/** What is not set there is as PostgreSQL has it by itself. */
	static Map<String, String> of(Path product) {
		Map<String, String> settings = new LinkedHashMap<>(Map.of("shared_buffers", "128MB"));
		try {
			Files.readAllLines(product.resolve("docker-compose.yml"))
				.stream()
				.map(OPTION::matcher)
				.filter(Matcher::matches)
				.forEach((option) -> settings.put(option.group(1), option.group(2)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return settings;
	}

}
