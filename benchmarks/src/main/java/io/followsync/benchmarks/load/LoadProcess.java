package io.followsync.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.followsync.benchmarks.process.ChildProcesses;
import io.followsync.benchmarks.process.Jdk;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program of this module in a process of its own, so that what it costs is not counted
 * as the product's. It reads commands as lines from its standard input, writes its
 * answers as lines of JSON to its standard output, and ends when its input ends.
 */
public final class LoadProcess implements AutoCloseable {

	/** For an answer that takes no long work. */
	public static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);

	private final Process process;

	// Empty for the end of the process.
	private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();

	private final Path log;

	private LoadProcess(Process process, Path log) {
		this.process = process;
		this.log = log;
		Thread.ofVirtual().start(this::readAnswers);
	}

	/** Starts it; what it prints on its standard error goes to the log. */
	public static LoadProcess start(Class<?> program, Path log, String... arguments) {
		List<String> command = new ArrayList<>(List.of(Jdk.tool("java"), "-Xmx1g", "-XX:+UseSerialGC", "-classpath",
				System.getProperty("java.class.path"), program.getName()));
		command.addAll(List.of(arguments));
		return start(command, Path.of("."), log);
	}

	/**
	 * Starts a program of somebody else, in a folder, that reads and answers as those of
	 * this module do.
	 */
	public static LoadProcess start(List<String> command, Path folder, Path log) {
		try {
			Files.createDirectories(log.toAbsolutePath().getParent());
			return new LoadProcess(ChildProcesses.start(new ProcessBuilder(command).directory(folder.toFile())
				.redirectError(ProcessBuilder.Redirect.appendTo(log.toAbsolutePath().toFile()))), log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public long pid() {
		return this.process.pid();
	}

	/** Sends a command. */
	public void send(String command) {
		try {
			this.process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
			this.process.getOutputStream().flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The load process has ended, see " + this.log, ex);
		}
	}

	/**
	 * Its next answer; waits for it.
	 * @throws IllegalStateException if it ended instead, or does not answer within the
	 * bound; then it is killed
	 */
	public JsonNode answer(Duration bound) {
		Optional<String> line = nextAnswer(bound);
		if (line == null) {
			ChildProcesses.kill(this.process);
			throw new IllegalStateException(
					"The load process did not answer within %d s, see %s".formatted(bound.toSeconds(), this.log));
		}
		return JsonMapper.shared()
			.readTree(line.orElseThrow(
					() -> new IllegalStateException("The load process ended without an answer, see " + this.log)));
	}

	private @Nullable Optional<String> nextAnswer(Duration bound) {
		try {
			return this.answers.poll(bound.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted", ex);
		}
	}

	private void readAnswers() {
		try (BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8)) {
			lines.lines().map(Optional::of).forEach(this.answers::add);
		}
		catch (IOException | UncheckedIOException ex) {
			// The process was killed, which whoever waits learns below.
		}
		finally {
			this.answers.add(Optional.empty());
		}
	}

	/** Asks it to end, and kills it if it does not. */
	@Override
	public void close() {
		try {
			this.process.getOutputStream().close();
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				ChildProcesses.kill(this.process);
			}
		}
		catch (IOException ex) {
			ChildProcesses.kill(this.process);
		}
		catch (InterruptedException ex) {
			ChildProcesses.kill(this.process);
			Thread.currentThread().interrupt();
		}
	}

}
