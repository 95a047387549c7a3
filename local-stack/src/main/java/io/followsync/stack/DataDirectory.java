package io.followsync.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of a stack's persistent data. Only one stack at a time may use it and only
 * its owner may read it. The system releases the lock when the holder is gone.
 */
record DataDirectory(Path path, FileChannel lock) implements AutoCloseable {

	/**
	 * Creates the folder if it does not exist.
	 * @throws StackException when another stack uses it
	 */
	static DataDirectory open(Path path) {
		try {
			Files.createDirectories(path, ownerOnly());
			FileChannel channel = FileChannel.open(path.resolve(Preflight.LOCK), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
			if (!tryLock(channel)) {
				channel.close();
				throw new StackException(Preflight.alreadyRunning(path));
			}
			return new DataDirectory(path, channel);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean tryLock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock() != null;
		}
		catch (OverlappingFileLockException ex) {
			return false;
		}
	}

	private static FileAttribute<?>[] ownerOnly() {
		if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
			return new FileAttribute<?>[] {
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")) };
		}
		return new FileAttribute<?>[0];
	}

	Path of(String part) {
		return this.path.resolve(part);
	}

	List<Path> contents() {
		try (Stream<Path> files = Files.list(this.path)) {
			return files.filter((file) -> !file.endsWith(Preflight.LOCK)).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Keeps the last run's logs beside those of this run, and deletes older ones. */
	void rotateLogs() {
		try {
			Path logs = Files.createDirectories(of("logs"));
			try (Stream<Path> files = Files.list(logs)) {
				for (Path log : files.filter((file) -> file.toString().endsWith(".log")).toList()) {
					Files.move(log, Path.of(log + ".previous"), StandardCopyOption.REPLACE_EXISTING);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.lock.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
