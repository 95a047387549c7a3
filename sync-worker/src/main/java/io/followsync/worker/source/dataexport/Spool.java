package io.followsync.worker.source.dataexport;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.springframework.util.FileSystemUtils;

/**
 * A directory that only this user can read, for the files of one upload while they are
 * read. What a killed worker left behind is removed when a worker starts or creates a
 * spool, and what a living one uses never is. Every method blocks.
 */
final class Spool {

	private static final String PREFIX = "followsync-import-";

	// Whoever creates a spool takes its lock a moment later.
	private static final Duration UNTIL_LOCKED = Duration.ofMinutes(1);

	// Its worker was killed in that moment.
	private static final Duration NEVER_LOCKED = Duration.ofDays(1);

	private final Path directory;

	private final SpoolLock lock;

	private Spool(Path directory, SpoolLock lock) {
		this.directory = directory;
		this.lock = lock;
	}

	static Spool create(Path root, Clock clock) {
		try {
			Files.createDirectories(root);
			removeLeftBehind(root, clock);
			// Created with mode 700, so nobody else can reach its content.
			Path directory = Files.createTempDirectory(root, PREFIX);
			return new Spool(directory, locked(directory));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static SpoolLock locked(Path directory) throws IOException {
		try {
			return SpoolLock.hold(directory);
		}
		catch (IOException | RuntimeException ex) {
			FileSystemUtils.deleteRecursively(directory);
			throw ex;
		}
	}

	void append(int file, byte[] data) {
		try {
			Files.write(packed(file), data, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Unpacks a file that the gateway stored gzipped.
	 * @throws UnreadableExport if it exceeds the allowance
	 */
	Path unpack(int file, DecompressionLimit allowance) {
		Path unpacked = this.directory.resolve(file + ".raw");
		try (InputStream from = allowance.charge(new GZIPInputStream(Files.newInputStream(packed(file))));
				OutputStream to = new BufferedOutputStream(
						Files.newOutputStream(unpacked, StandardOpenOption.CREATE_NEW))) {
			from.transferTo(to);
			Files.delete(packed(file));
			return unpacked;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("an upload is not stored whole", ex);
		}
	}

	void delete() {
		try {
			try {
				FileSystemUtils.deleteRecursively(this.directory);
			}
			finally {
				this.lock.release();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path packed(int file) {
		return this.directory.resolve(file + ".gz");
	}

	static void removeLeftBehind(Path root, Clock clock) throws IOException {
		if (!Files.exists(root)) {
			return;
		}
		try (Stream<Path> paths = Files.list(root)) {
			List<Path> spools = paths.filter((path) -> path.getFileName().toString().startsWith(PREFIX)).toList();
			for (Path spool : spools) {
				removeIfLeftBehind(spool, clock);
			}
		}
	}

	private static void removeIfLeftBehind(Path spool, Clock clock) throws IOException {
		try {
			if (Files.isWritable(spool) && isLeftBehind(spool, clock)) {
				FileSystemUtils.deleteRecursively(spool);
			}
		}
		catch (NoSuchFileException ex) {
			// Its job has just removed it, or another one that swept at the same time.
		}
	}

	private static boolean isLeftBehind(Path spool, Clock clock) throws IOException {
		Duration age = Duration.between(Files.getLastModifiedTime(spool).toInstant(), clock.instant());
		if (!SpoolLock.exists(spool)) {
			return age.compareTo(NEVER_LOCKED) > 0;
		}
		return age.compareTo(UNTIL_LOCKED) > 0 && !SpoolLock.isHeld(spool);
	}

}
