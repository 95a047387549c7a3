package io.followsync.embedded.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.followsync.embedded.ServiceStartException;

/**
 * A JVM with our class path that runs a {@link Lifeline} main. It ends when {@link #stop}
 * is called or when this JVM is gone, even by SIGKILL, because its standard input is then
 * closed. Its log output is appended to the log file.
 */
public final class ChildJvm {

	private final String name;

	private final Process process;

	private final Path log;

	private volatile boolean endRequested;

	private ChildJvm(String name, Process process, Path log) {
		this.name = name;
		this.process = process;
		this.log = log;
	}

	/**
	 * Returns when the child reports that it is ready.
	 * @throws ServiceStartException with the reason when the child is not ready in time
	 */
	public static ChildJvm start(String name, Class<?> main, List<String> jvmOptions, List<String> arguments, Path log,
			Duration patience) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(jvmOptions);
		command.addAll(CrashOptions.reportingBeside(log));
		// Nobody reads its standard output once it is ready.
		command.add("-XX:+DisplayVMOutputToStderr");
		command.add(main.getName());
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command);
		// Not an argument: a test's class path is longer than some systems allow.
		builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
		builder.environment().remove("JAVA_TOOL_OPTIONS");
		builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
		try {
			Files.createDirectories(log.toAbsolutePath().getParent());
			ChildJvm child = new ChildJvm(name, builder.start(), log);
			child.awaitReady(patience);
			return child;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void awaitReady(Duration patience) {
		String answer;
		try {
			answer = CompletableFuture.supplyAsync(this::readAnswer).get(patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			answer = "no answer within " + patience;
		}
		catch (ExecutionException ex) {
			answer = String.valueOf(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			answer = "interrupted";
		}
		if (!Lifeline.READY.equals(answer)) {
			kill();
			throw new ServiceStartException("%s did not start: %s (log: %s)".formatted(this.name, answer, this.log));
		}
	}

	private String readAnswer() {
		BufferedReader reader = this.process.inputReader();
		try {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				if (line.equals(Lifeline.READY)) {
					return line;
				}
				if (line.startsWith(Lifeline.FAILED)) {
					return line.substring(Lifeline.FAILED.length());
				}
			}
			return "it ended without an answer";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public long pid() {
		return this.process.pid();
	}

	public boolean isAlive() {
		return Processes.isAlive(this.process);
	}

	/** Its end, in words, when nobody here asked for it. */
	public Optional<String> unexpectedEnd() {
		if (this.endRequested || isAlive()) {
			return Optional.empty();
		}
		return Optional.of(ProcessEnd.describe(this.process, this.log));
	}

	/**
	 * Asks the child to stop but keep its data and waits for its orderly end; kills it
	 * when the time is up.
	 */
	public void stop(Duration patience) {
		this.endRequested = true;
		try {
			this.process.getOutputStream().write(Lifeline.KEEP_DATA);
		}
		catch (IOException ex) {
			// It is already gone, so it keeps its data anyway.
		}
		close(patience);
	}

	/** Like {@link #stop}, but temporary data is deleted. */
	public void close(Duration patience) {
		this.endRequested = true;
		try {
			this.process.getOutputStream().close();
		}
		catch (IOException ex) {
			// The child is already gone; the wait below will notice.
		}
		if (!Processes.awaitEnd(this.process.toHandle(), patience)) {
			kill();
		}
	}

	/** Sends SIGKILL and returns when the process is gone. */
	public void kill() {
		this.endRequested = true;
		Processes.kill(this.process.toHandle());
	}

	public void pause() {
		Processes.signalFamily("STOP", this.process.toHandle());
	}

	public void resume() {
		Processes.signalFamily("CONT", this.process.toHandle());
	}

}
