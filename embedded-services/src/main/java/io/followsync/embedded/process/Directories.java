package io.followsync.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

public final class Directories {

	private Directories() {
	}

	/** Creates a directory in the system's directory for temporary files. */
	public static Path temporary(String name) {
		try {
			return Files.createTempDirectory("followsync-" + name + "-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Deletes the directory and its contents; does nothing if it does not exist. */
	public static void delete(Path directory) {
		try (Stream<Path> all = Files.walk(directory)) {
			for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(path);
			}
		}
		catch (NoSuchFileException ex) {
			// Somebody else deleted it first.
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
