package io.followsync.worker.source.dataexport;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.springframework.util.FileSystemUtils;

/**
 * A directory that only this user can read, for the files of one upload while they are
 * read. One that a killed worker left behind is removed when a worker starts or creates
 * another; one that is in use never is. Every method blocks.
 */
record SpoolDirectory(Path directory, Lock lock) {

	private static final String PREFIX = "followsync-import-";

	// The lock is acquired a moment after the directory is created.
	private static final Duration MAX_AGE_BEFORE_LOCK = Duration.ofMinutes(1);

	// Its worker was killed in that moment.
	private static final Duration MAX_AGE_WITHOUT_LOCK = Duration.ofDays(1);

	static SpoolDirectory create(Path root, Clock clock) {
		try {
			Files.createDirectories(root);
			removeAbandoned(root, clock);
			// Created with mode 700, so nobody else can reach its content.
			return lock(Files.createTempDirectory(root, PREFIX));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static SpoolDirectory lock(Path directory) throws IOException {
		try {
			return new SpoolDirectory(directory, Lock.acquire(directory));
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
	 * @throws UnreadableExportException if it exceeds the limit
	 */
	Path unpack(int file, DecompressionLimit limit) {
		Path unpacked = this.directory.resolve(file + ".raw");
		try (InputStream from = limit.applyTo(new GZIPInputStream(Files.newInputStream(packed(file))));
				OutputStream to = new BufferedOutputStream(
						Files.newOutputStream(unpacked, StandardOpenOption.CREATE_NEW))) {
			from.transferTo(to);
			Files.delete(packed(file));
			return unpacked;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("an upload is not stored completely", ex);
		}
	}

	private Path packed(int file) {
		return this.directory.resolve(file + ".gz");
	}

	void delete() {
		try (this.lock) {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static void removeAbandoned(Path root, Clock clock) throws IOException {
		if (!Files.exists(root)) {
			return;
		}
		try (Stream<Path> paths = Files.list(root)) {
			List<Path> directories = paths.filter((path) -> path.getFileName().toString().startsWith(PREFIX)).toList();
			for (Path directory : directories) {
				removeIfAbandoned(directory, clock);
			}
		}
	}

	private static void removeIfAbandoned(Path directory, Clock clock) throws IOException {
		try {
			if (Files.isWritable(directory) && isAbandoned(directory, clock)) {
				FileSystemUtils.deleteRecursively(directory);
			}
		}
		catch (NoSuchFileException ex) {
			// Its job has just removed it, or another one that looked at the same time.
		}
	}

	private static boolean isAbandoned(Path directory, Clock clock) throws IOException {
		Duration age = Duration.between(Files.getLastModifiedTime(directory).toInstant(), clock.instant());
		if (!Lock.exists(directory)) {
			return age.compareTo(MAX_AGE_WITHOUT_LOCK) > 0;
		}
		return age.compareTo(MAX_AGE_BEFORE_LOCK) > 0 && !Lock.isHeld(directory);
	}

	/**
	 * Held on a file in the directory for as long as that is used, so that other
	 * processes of this machine can see that it is. The system releases it when the
	 * process ends, however it ends. (A process id would repeat from container to
	 * container.)
	 */
	record Lock(Path file, FileChannel channel) implements Closeable {

		// Never opened again: a process that closes a file loses all of its locks on it.
		private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

		static Lock acquire(Path directory) throws IOException {
			Path file = file(directory);
			HELD_HERE.add(file);
			FileChannel channel = null;
			try {
				channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
				channel.lock();
				return new Lock(file, channel);
			}
			catch (IOException | RuntimeException ex) {
				if (channel != null) {
					channel.close();
				}
				HELD_HERE.remove(file);
				throw ex;
			}
		}

		static boolean exists(Path directory) {
			return Files.exists(file(directory));
		}

		static boolean isHeld(Path directory) throws IOException {
			if (HELD_HERE.contains(file(directory))) {
				return true;
			}
			try (FileChannel channel = FileChannel.open(file(directory), StandardOpenOption.WRITE)) {
				return channel.tryLock() == null;
			}
			catch (OverlappingFileLockException ex) {
				// Another thread is looking at it just now.
				return true;
			}
		}

		@Override
		public void close() throws IOException {
			try {
				this.channel.close();
			}
			finally {
				HELD_HERE.remove(this.file);
			}
		}

		private static Path file(Path directory) {
			return directory.resolve("lock").toAbsolutePath();
		}

	}

}
