package io.followsync.embedded.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JVM that this one starts. Its standard input is a pipe from this JVM: its end asks
 * the child to stop, and comes by itself when this JVM is gone, even by SIGKILL. So a
 * child whose program watches its input never outlives its parent.
 */
public final class ChildJvm {

	private final Process process;

	private final Path log;

	private volatile boolean endRequested;

	private ChildJvm(Process process, Path log) {
		this.process = process;
		this.log = log;
	}

	/**
	 * Starts a JVM of the version that runs this one, set to start quickly and to need
	 * little memory. What it prints is appended to the log.
	 * @param arguments JVM options, then the program and its arguments; everybody on the
	 * machine can see them, but not the environment
	 * @param environment variables in addition to those of this JVM
	 */
	public static ChildJvm launch(List<String> arguments, Map<String, String> environment, Path log) {
		return launch(arguments, environment, log, ProcessBuilder.Redirect.appendTo(log.toFile()));
	}

	static ChildJvm launch(List<String> arguments, Map<String, String> environment, Path log,
			ProcessBuilder.Redirect output) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		// Without memory it ends and says so. A crash leaves its report beside the log
		// and no core file, which would hold everything that the child knew.
		command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError",
				"-XX:ErrorFile=" + crashReport(log), "-XX:-CreateCoredumpOnCrash"));
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output)
			.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
		builder.environment().remove("JAVA_TOOL_OPTIONS");
		builder.environment().putAll(environment);
		try {
			Files.createDirectories(log.toAbsolutePath().getParent());
			return new ChildJvm(builder.start(), log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The crash report of a child with that log. */
	public static Path crashReport(Path log) {
		String name = log.getFileName().toString().replaceFirst("\\.log$", "");
		return log.resolveSibling(name + "-crash.log");
	}

	public long pid() {
		return this.process.pid();
	}

	/** The process, while it is alive. */
	public Optional<ProcessHandle> handle() {
		return Optional.of(this.process.toHandle()).filter(ProcessHandle::isAlive);
	}

	public boolean isAlive() {
		return Processes.isAlive(this.process);
	}

	/** How it ended, when nobody here asked for its end. */
	public Optional<String> unexpectedEnd() {
		// In this order: whoever asks for the end says so before it happens.
		return (isAlive() || this.endRequested) ? Optional.empty() : Optional.of(describeEnd());
	}

	/** How it ended, whoever asked for it. */
	public String describeEnd() {
		return Processes.describeEnd(this.process, this.log);
	}

	/** Ends its standard input; {@link #awaitStop} waits for the end. */
	public void askToStop() {
		this.endRequested = true;
		try {
			this.process.getOutputStream().close();
		}
		catch (IOException ex) {
			// The child is already gone; whoever waits for it will notice.
		}
	}

	/** Sends SIGTERM, or what this system has instead. */
	public void terminate() {
		this.endRequested = true;
		this.process.destroy();
	}

	/** Waits for the requested end, and kills the child when the time is up. */
	public void awaitStop(Duration patience) {
		if (!Processes.awaitEnd(this.process.toHandle(), patience)) {
			kill();
		}
	}

	/** Sends SIGKILL and returns when the process is gone. */
	public void kill() {
		this.endRequested = true;
		Processes.kill(this.process.toHandle());
	}

	/** Freezes the process; needs POSIX signals. */
	public void pause() {
		Processes.signalFamily("STOP", this.process.toHandle());
	}

	/** Ends {@link #pause()}. */
	public void resume() {
		Processes.signalFamily("CONT", this.process.toHandle());
	}

	/** What it prints on standard output, when that is not appended to the log. */
	BufferedReader output() {
		return this.process.inputReader();
	}

	/** Sends it a byte; a child that is gone does not get it. */
	void send(int message) {
		try {
			this.process.getOutputStream().write(message);
		}
		catch (IOException ex) {
			// The child is already gone; whoever waits for it will notice.
		}
	}

}
