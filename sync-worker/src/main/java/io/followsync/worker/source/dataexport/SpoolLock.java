package io.followsync.worker.source.dataexport;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Held on a file in a spool's directory for as long as the spool is used, so that other
 * processes of this machine can tell that it is. The system lets go of it when the
 * process ends, however it ends. (A process id would repeat from container to container.)
 */
final class SpoolLock {

	private static final String NAME = "lock";

	// Never tried: whoever closes a file loses every lock that its process has on it.
	private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

	private final Path file;

	private final FileChannel channel;

	private SpoolLock(Path file, FileChannel channel) {
		this.file = file;
		this.channel = channel;
	}

	static SpoolLock hold(Path directory) throws IOException {
		Path file = directory.resolve(NAME).toAbsolutePath();
		OURS.add(file);
		boolean held = false;
		try {
			FileChannel channel = lock(file);
			held = true;
			return new SpoolLock(file, channel);
		}
		finally {
			if (!held) {
				OURS.remove(file);
			}
		}
	}

	private static FileChannel lock(Path file) throws IOException {
		FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
		try {
			channel.lock();
			return channel;
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	static boolean exists(Path directory) {
		return Files.exists(directory.resolve(NAME));
	}

	static boolean isHeld(Path directory) throws IOException {
		Path file = directory.resolve(NAME).toAbsolutePath();
		if (OURS.contains(file)) {
			return true;
		}
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			return channel.tryLock() == null;
		}
		catch (OverlappingFileLockException ex) {
			// Another thread is looking at it just now.
			return true;
		}
	}

	void release() throws IOException {
		try {
			this.channel.close();
		}
		finally {
			OURS.remove(this.file);
		}
	}

}
