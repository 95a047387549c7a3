package io.followsync.benchmarks.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JVM options of the images, for services that do not run in a container. */
final class JvmOptions {

	private JvmOptions() {
	}

	/**
	 * Those of the product's {@code docker/java.options}, with the heap of a container of
	 * that size (half of it, of which half at the start), and without what only a
	 * container needs.
	 * @param megabytes of the container
	 */
	static List<String> of(Path product, int megabytes) {
		List<String> options = new ArrayList<>();
		// The stack starts its services with the quick compiler alone; the images do not.
		options.add("-XX:TieredStopAtLevel=4");
		options.add("-Xmx" + megabytes / 2 + "m");
		options.add("-Xms" + megabytes / 4 + "m");
		try {
			Files.readAllLines(product.resolve("docker/java.options"))
				.stream()
				.filter((line) -> line.startsWith("-XX:") && !line.contains("RAMPercentage")
						&& !line.contains("ErrorFile"))
				.forEach(options::add);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return options;
	}

}
