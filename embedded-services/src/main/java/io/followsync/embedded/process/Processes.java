package io.followsync.embedded.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.followsync.embedded.ServiceStartException;

/** Observes, signals and kills processes of this machine, and says how they ended. */
public final class Processes {

	private static final Duration MAX_KILL = Duration.ofSeconds(10);

	private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

	/** Exit statuses above this one mean, by convention, an end by a signal. */
	private static final int SIGNALLED = 128;

	private static final Map<Integer, String> SIGNALS = Map.of(1, "HUP", 2, "INT", 3, "QUIT", 4, "ILL", 6, "ABRT", 7,
			"BUS", 8, "FPE", 9, "KILL", 11, "SEGV", 15, "TERM");

	/** The status with which {@code -XX:+ExitOnOutOfMemoryError} ends a JVM. */
	private static final int OUT_OF_MEMORY = 3;

	private static final int TAIL_BYTES = 16_384;

	private static final int MAX_LINE_LENGTH = 300;

	private Processes() {
	}

	/**
	 * Whether the system still has the process. {@link Process#isAlive()} learns of the
	 * end a moment later, on another thread, and would still report a stopped process as
	 * running.
	 */
	public static boolean isAlive(Process process) {
		return process.toHandle().isAlive();
	}

	/** Sends SIGKILL to the process and its descendants. Returns when they are gone. */
	public static void kill(ProcessHandle process) {
		for (ProcessHandle member : family(process)) {
			member.destroyForcibly();
			awaitEnd(member, MAX_KILL);
		}
	}

	private static List<ProcessHandle> family(ProcessHandle process) {
		List<ProcessHandle> family = new ArrayList<>();
		family.add(process);
		process.descendants().forEach(family::add);
		return family;
	}

	/**
	 * Whether the process ended within the time. Polls, because the JDK's own way runs in
	 * a shared pool that a shutdown hook may occupy.
	 */
	public static boolean awaitEnd(ProcessHandle process, Duration patience) {
		long end = System.nanoTime() + patience.toNanos();
		while (process.isAlive() && System.nanoTime() < end) {
			LockSupport.parkNanos(POLL_INTERVAL.toNanos());
		}
		return !process.isAlive();
	}

	/**
	 * Sends a signal that Java has no method for, to the process and then its
	 * descendants.
	 * @throws ServiceStartException if the system has no such signal, as Windows has none
	 */
	public static void signalFamily(String signal, ProcessHandle process) {
		if (send(signal, process) != 0) {
			throw new ServiceStartException("Could not send %s to process %d".formatted(signal, process.pid()));
		}
		// A descendant that has ended since it was listed needs no signal.
		process.descendants().forEach((descendant) -> send(signal, descendant));
	}

	private static int send(String signal, ProcessHandle process) {
		List<String> command = List.of("/bin/sh", "-c", "kill -%s %d".formatted(signal, process.pid()));
		try {
			return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
		}
		catch (IOException ex) {
			throw new ServiceStartException(
					"This system cannot send the signal %s: it has no /bin/sh".formatted(signal), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ServiceStartException("Interrupted while sending " + signal, ex);
		}
	}

	/** Such as {@code ended by signal 9 (KILL); the last line of its log: ...}. */
	public static String describeEnd(Process ended, Path log) {
		return describeEnd(exitStatus(ended)) + "; " + describeLastLine(log);
	}

	static String describeEnd(int status) {
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
