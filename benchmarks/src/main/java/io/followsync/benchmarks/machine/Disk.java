package io.followsync.benchmarks.machine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** The disk below a folder. */
final class Disk {

	private static final int FLUSHES = 200;

	private static final int PAGE_BYTES = 8192;

	private Disk() {
	}

	/** What a write of 8 KB with its flush takes. */
	static String flushes(Path folder) throws IOException {
		double[] micros = measureFlushes(folder);
		return "%.0f µs (median of %d; 99 %% at most %.0f µs)".formatted(micros[FLUSHES / 2], FLUSHES,
				micros[FLUSHES * 99 / 100]);
	}

	// As a commit writes them: over bytes that the file has.
	private static double[] measureFlushes(Path folder) throws IOException {
		Path file = Files.createTempFile(folder, "flush", ".data");
		double[] micros = new double[FLUSHES];
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			for (int flush = -1; flush < FLUSHES; flush++) {
				long begin = System.nanoTime();
				channel.write(ByteBuffer.allocate(PAGE_BYTES), 0);
				channel.force(false);
				if (flush >= 0) {
					micros[flush] = (System.nanoTime() - begin) / 1e3;
				}
			}
		}
		finally {
			Files.delete(file);
		}
		Arrays.sort(micros);
		return micros;
	}

}
