package io.followsync.embedded.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The words in which the end of a process is reported: its status and its last line. */
public final class ProcessEnd {

	/** Exit statuses above this one mean, by convention, an end by a signal. */
	private static final int SIGNALLED = 128;

	private static final Map<Integer, String> SIGNALS = Map.of(1, "HUP", 2, "INT", 3, "QUIT", 4, "ILL", 6, "ABRT", 7,
			"BUS", 8, "FPE", 9, "KILL", 11, "SEGV", 15, "TERM");

	/** The status with which {@code -XX:+ExitOnOutOfMemoryError} ends a JVM. */
	private static final int OUT_OF_MEMORY = 3;

	private static final int TAIL_BYTES = 16_384;

	private static final int MAX_LINE_LENGTH = 300;

	private ProcessEnd() {
	}

	/** Such as {@code ended by signal 9 (KILL); the last line of its log: ...}. */
	public static String describe(Process ended, Path log) {
		return describe(exitStatus(ended)) + "; " + describeLastLine(log);
	}

	static String describe(int status) {
		if (status > SIGNALLED && SIGNALS.containsKey(status - SIGNALLED)) {
			return "ended by signal %d (%s)".formatted(status - SIGNALLED, SIGNALS.get(status - SIGNALLED));
		}
		return "ended with exit code " + status
				+ ((status == OUT_OF_MEMORY) ? " (out of memory, if a JVM did it)" : "");
	}

	public static String describeLastLine(Path log) {
		List<String> lines = tail(log, 1);
		return lines.isEmpty() ? "its log is empty" : "the last line of its log: " + lines.getFirst();
	}

	/** The last lines with letters or digits in them, each cut to a readable length. */
	public static List<String> tail(Path log, int count) {
		try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
			byte[] end = new byte[(int) Math.min(file.length(), TAIL_BYTES)];
			file.seek(file.length() - end.length);
			file.readFully(end);
			List<String> lines = new String(end, StandardCharsets.UTF_8).lines()
				.filter((line) -> line.codePoints().anyMatch(Character::isLetterOrDigit))
				.map((line) -> line.substring(0, Math.min(line.length(), MAX_LINE_LENGTH)))
				.toList();
			return lines.subList(Math.max(0, lines.size() - count), lines.size());
		}
		catch (IOException ex) {
			return List.of("(not readable: %s)".formatted(ex.getMessage()));
		}
	}

	/** The JDK learns of the status a moment after the process is gone. */
	private static int exitStatus(Process ended) {
		try {
			if (!ended.waitFor(5, TimeUnit.SECONDS)) {
				throw new IllegalStateException("Process %d has not ended".formatted(ended.pid()));
			}
			return ended.exitValue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for the end of a process", ex);
		}
	}

}
