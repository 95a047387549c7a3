package io.followsync.stack.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Leaves the build a file saying that the command refused to start or gave up, so that
 * the build can fail without adding a stack trace below the message.
 */
final class Refusal {

	/** An exit code that the build accepts, to check for that file afterwards. */
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

	static void say(String message) {
		System.err.println(System.lineSeparator() + "  " + message + System.lineSeparator());
		WORD.ifPresent((word) -> leave(word, message));
	}

	private static void leave(Path word, String message) {
		try {
			Files.createDirectories(word.toAbsolutePath().getParent());
			Files.writeString(word, message);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
