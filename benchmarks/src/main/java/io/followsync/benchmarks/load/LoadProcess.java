package io.followsync.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program of this module in a process of its own, so that what it costs is not counted
 * as the product's. It says what it found in lines of JSON on its standard output, takes
 * orders as lines on its standard input, and ends when that ends.
 */
public final class LoadProcess implements AutoCloseable {

	private final Process process;

	private final BufferedReader answers;

	private final Path log;

	private LoadProcess(Process process, Path log) {
		this.process = process;
		this.answers = process.inputReader(StandardCharsets.UTF_8);
		this.log = log;
	}

	/** Starts it; what it prints on its standard error goes to the log. */
	public static LoadProcess start(Class<?> program, Path log, String... arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g",
						"-XX:+UseSerialGC", "-classpath", System.getProperty("java.class.path"), program.getName()));
		command.addAll(List.of(arguments));
		return start(command, Path.of("."), log);
	}

	/**
	 * Starts a program of somebody else, in a folder, that speaks as those of this module
	 * do.
	 */
	public static LoadProcess start(List<String> command, Path folder, Path log) {
		try {
			Files.createDirectories(log.toAbsolutePath().getParent());
			return new LoadProcess(new ProcessBuilder(command).directory(folder.toFile())
				.redirectError(ProcessBuilder.Redirect.appendTo(log.toAbsolutePath().toFile()))
				.start(), log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public long pid() {
		return this.process.pid();
	}

	/** Sends a line. */
	public void order(String line) {
		try {
			this.process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
			this.process.getOutputStream().flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The load process has ended, see " + this.log, ex);
		}
	}

	/**
	 * Its next line; waits for it.
	 * @throws IllegalStateException if it ended instead
	 */
	public JsonNode answer() {
		try {
			String line = this.answers.readLine();
			if (line == null) {
				throw new IllegalStateException("The load process ended without an answer, see " + this.log);
			}
			return JsonMapper.shared().readTree(line);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Asks it to end, and ends it if it does not. */
	@Override
	public void close() {
		try {
			this.process.getOutputStream().close();
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (IOException ex) {
			this.process.destroyForcibly();
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
