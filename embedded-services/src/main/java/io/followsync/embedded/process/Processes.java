package io.followsync.embedded.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.followsync.embedded.ServiceStartException;

/** Observes, signals and kills processes of this machine. */
public final class Processes {

	private static final Duration MAX_KILL = Duration.ofSeconds(10);

	private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

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

}
