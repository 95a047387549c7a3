package io.followsync.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts the programs that a benchmark needs beside the product. When this JVM ends,
 * however that is (a kill signal excepted), they and all processes that they started are
 * killed.
 */
public final class ChildProcesses {

	private static final Duration STOP_TIMEOUT = Duration.ofMinutes(1);

	private static final Set<Process> RUNNING = new HashSet<>();

	private static boolean isEnding;

	static {
		Runtime.getRuntime().addShutdownHook(new Thread(ChildProcesses::killAll, "kill-children"));
	}

	private ChildProcesses() {
	}

	/**
	 * Starts a program.
	 * @throws IOException if it is not there
	 * @throws IllegalStateException if this JVM is ending
	 */
	public static Process start(ProcessBuilder builder) throws IOException {
		synchronized (RUNNING) {
			if (isEnding) {
				throw new IllegalStateException("The run is ending");
			}
			Process process = builder.start();
			RUNNING.add(process);
			process.onExit().thenAccept(ChildProcesses::forget);
			return process;
		}
	}

	/**
	 * Runs a program to its end.
	 * @throws IOException if it is not there
	 * @throws IllegalStateException if it does not end within the bound; then it is
	 * killed
	 */
	public static Result run(ProcessBuilder builder, Duration bound) throws IOException {
		Process process = start(builder);
		// A child it left running may keep the output open.
		CompletableFuture<String> output = CompletableFuture
			.supplyAsync(() -> read(process), Thread::startVirtualThread)
			.orTimeout(bound.toMillis(), TimeUnit.MILLISECONDS);
		if (!hasEnded(process, bound)) {
			kill(process);
			throw new IllegalStateException(
					"%s did not end within %d s".formatted(builder.command().getFirst(), bound.toSeconds()));
		}
		return new Result(process.exitValue(), output.join());
	}

	/**
	 * Asks a program and all that it started to end; kills what is left after a minute.
	 */
	public static void stop(Process process) {
		List<ProcessHandle> family = family(process);
		family.forEach(ProcessHandle::destroy);
		hasEnded(process, STOP_TIMEOUT);
		family.forEach(ProcessHandle::destroyForcibly);
	}

	/** Kills a program and all that it started. */
	public static void kill(Process process) {
		killFamily(process);
		hasEnded(process, STOP_TIMEOUT);
	}

	private static void killAll() {
		synchronized (RUNNING) {
			isEnding = true;
			RUNNING.forEach(ChildProcesses::killFamily);
		}
	}

	private static void forget(Process process) {
		synchronized (RUNNING) {
			RUNNING.remove(process);
		}
	}

	// Before its end, after which nobody knows whose children they were.
	private static List<ProcessHandle> family(Process process) {
		return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
	}

	private static boolean hasEnded(Process process, Duration bound) {
		try {
			return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			killFamily(process);
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted", ex);
		}
	}

	private static void killFamily(Process process) {
		family(process).forEach(ProcessHandle::destroyForcibly);
	}

	private static String read(Process process) {
		try {
			return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * How a program ended.
	 *
	 * @param code 0 after a success
	 * @param output what it printed, unless that went to a file
	 */
	public record Result(int code, String output) {

		public boolean isSuccess() {
			return this.code == 0;
		}

	}

}
