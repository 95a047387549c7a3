package io.followsync.stack.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Leaves word for the build that the command refused to start, so that the build fails
 * without a stack trace of its own below the one message that matters.
 */
final class Refusal {

	/** The exit code that the build takes for a good one, to look for the word then. */
	static final int EXIT_CODE = 2;

	private static final Optional<Path> WORD = Optional.ofNullable(System.getProperty("followsync.refusal"))
		.map(Path::of);

	private Refusal() {
	}

	static void forget() throws IOException {
		if (WORD.isPresent()) {
			Files.deleteIfExists(WORD.get());
		}
	}

	static void say(String message) throws IOException {
		System.err.println(System.lineSeparator() + "  " + message + System.lineSeparator());
		if (WORD.isPresent()) {
			Files.createDirectories(WORD.get().toAbsolutePath().getParent());
			Files.writeString(WORD.get(), message);
		}
	}

}
