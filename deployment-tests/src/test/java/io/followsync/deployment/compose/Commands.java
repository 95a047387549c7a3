package io.followsync.deployment.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs in one directory, each with a time limit.
 *
 * @param environment variables beside those of this process
 * @param unset variables of this process that the programs do not get
 */
record Commands(Path directory, Map<String, String> environment, Set<String> unset) {

	Commands(Path directory, Map<String, String> environment) {
		this(directory, environment, Set.of());
	}

	/**
	 * @return the program's output, including standard error
	 * @throws IllegalStateException when it ended with a code other than 0, or not in
	 * time
	 */
	String run(Duration time, String... command) {
		Outcome outcome = tried(time, command);
		if (outcome.code() != 0) {
			throw new IllegalStateException(
					"%s ended with %d:%n%s".formatted(List.of(command), outcome.code(), outcome.said()));
		}
		return outcome.said();
	}

	Outcome tried(Duration time, String... command) {
		try {
			Path said = Files.createTempFile("command", ".log");
			try {
				ProcessBuilder builder = new ProcessBuilder(command).directory(this.directory.toFile())
					.redirectErrorStream(true)
					.redirectOutput(said.toFile());
				builder.environment().keySet().removeAll(this.unset);
				builder.environment().putAll(this.environment);
				Process process = builder.start();
				process.getOutputStream().close();
				boolean ended = process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
				if (!ended) {
					process.destroyForcibly();
				}
				String text = new String(Files.readAllBytes(said), StandardCharsets.UTF_8);
				return new Outcome(ended ? process.exitValue() : -1, text.strip());
			}
			finally {
				Files.delete(said);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted", ex);
		}
	}

	/** The code is -1 for a program that did not end in time. */
	record Outcome(int code, String said) {
	}

}
