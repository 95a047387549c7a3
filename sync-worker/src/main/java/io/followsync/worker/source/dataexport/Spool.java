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
 * read. What a killed worker left behind is removed when a spool is created more than a
 * day later. Every method blocks.
 */
final class Spool {

	private static final String PREFIX = "followsync-import-";

	private static final Duration LEFT_BEHIND = Duration.ofDays(1);

	private final Path directory;

	private Spool(Path directory) {
		this.directory = directory;
	}

	static Spool create(Path root, Clock clock) {
		try {
			Files.createDirectories(root);
			removeLeftBehind(root, clock);
			// Created with mode 700, so nobody else can reach its content.
			return new Spool(Files.createTempDirectory(root, PREFIX));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
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
	Path unpack(int file, Allowance allowance) {
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
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path packed(int file) {
		return this.directory.resolve(file + ".gz");
	}

	private static void removeLeftBehind(Path root, Clock clock) throws IOException {
		try (Stream<Path> paths = Files.list(root)) {
			List<Path> spools = paths.filter((path) -> path.getFileName().toString().startsWith(PREFIX)).toList();
			for (Path spool : spools) {
				removeIfLeftBehind(spool, clock);
			}
		}
	}

	private static void removeIfLeftBehind(Path spool, Clock clock) throws IOException {
		try {
			if (Files.isWritable(spool)
					&& Files.getLastModifiedTime(spool).toInstant().isBefore(clock.instant().minus(LEFT_BEHIND))) {
				FileSystemUtils.deleteRecursively(spool);
			}
		}
		catch (NoSuchFileException ex) {
			// Its job has just removed it, or another one that swept at the same time.
		}
	}

}
