package io.followsync.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Whole directories. */
public final class Directories {

	private Directories() {
	}

	/** A new directory under the system's one for temporary files. */
	public static Path temporary(String name) {
		try {
			return Files.createTempDirectory("followsync-" + name + "-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Removes the directory with all in it; one that is not there is no error. */
	public static void delete(Path directory) {
		try (Stream<Path> all = Files.walk(directory)) {
			for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(path);
			}
		}
		catch (NoSuchFileException ex) {
			// Somebody else was faster: it is gone, as wanted.
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
