package io.followsync.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.followsync.embedded.process.CrashOptions;
import io.followsync.embedded.process.ProcessEnd;
import io.followsync.embedded.process.Processes;
import io.followsync.stack.StackException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One service in its own process. It ends with this JVM, and can be stopped and restarted
 * at the same address at any time.
 */
public final class ServiceProcess {

	private static final Duration TO_START = Duration.ofMinutes(5);

	private static final Duration TO_STOP = Duration.ofSeconds(25);

	private static final int TAIL_LINES = 15;

	private final ServiceSpec spec;

	private @Nullable Process process;

	private volatile boolean endRequested;

	public ServiceProcess(ServiceSpec spec) {
		this.spec = spec;
	}

	/**
	 * Returns when the service is ready; does nothing if it already runs.
	 * @throws StackException with the end of its log when it ended or was not ready in
	 * time; then it does not run
	 */
	public void start() {
		Process started = launch();
		if (!Readiness.await(this.spec.health(), TO_START, started::isAlive)) {
			String end = Processes.isAlive(started) ? "was not ready within " + TO_START.toSeconds() + " s"
					: ProcessEnd.describe(started, this.spec.log());
			Processes.kill(started.toHandle());
			throw new StackException("%s %s. The end of its log (%s):%n%s".formatted(this.spec.name(), end,
					this.spec.log(), String.join("\n", ProcessEnd.tail(this.spec.log(), TAIL_LINES))));
		}
	}

	private synchronized Process launch() {
		if (this.process != null && Processes.isAlive(this.process)) {
			return this.process;
		}
		try {
			Files.createDirectories(this.spec.log().getParent());
			List<String> command = new ArrayList<>();
			command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
			command.add("-javaagent:" + this.spec.agent());
			command.addAll(List.of("-Xmx" + this.spec.maxHeap() + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
			command.addAll(CrashOptions.reportingBeside(this.spec.log()));
			command.addAll(this.spec.program().arguments());
			ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(this.spec.log().toFile()));
			builder.environment().remove("JAVA_TOOL_OPTIONS");
			builder.environment().putAll(this.spec.environment());
			// Everybody on the machine can see the arguments, but not the environment.
			builder.environment()
				.put("SPRING_APPLICATION_JSON", JsonMapper.shared().writeValueAsString(this.spec.properties()));
			this.process = builder.start();
			this.endRequested = false;
			return this.process;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public String name() {
		return this.spec.name();
	}

	public URI url() {
		return this.spec.url();
	}

	public Path log() {
		return this.spec.log();
	}

	public synchronized boolean isAlive() {
		return this.process != null && Processes.isAlive(this.process);
	}

	public boolean isReady() {
		return isAlive() && Readiness.isReady(this.spec.health());
	}

	public long pid() {
		return running().pid();
	}

	/** Sends SIGKILL; returns when the process is gone. */
	public void kill() {
		Process running = running();
		this.endRequested = true;
		Processes.kill(running.toHandle());
	}

	/**
	 * Sends SIGTERM; returns when the process is gone, which may take until it has
	 * drained.
	 */
	public void terminate() {
		signalToStop();
		awaitStop();
	}

	/** Sends SIGTERM; {@link #awaitStop} waits for the end. */
	public void signalToStop() {
		Process running = running();
		this.endRequested = true;
		running.destroy();
	}

	/** Sends SIGSTOP: the process keeps its connections and does nothing. */
	public void pause() {
		Processes.signalFamily("STOP", running().toHandle());
	}

	/** Ends {@link #pause()}. */
	public void resume() {
		Processes.signalFamily("CONT", running().toHandle());
	}

	/** Asks the process to end; {@link #awaitStop} waits for it. */
	public synchronized void askToStop() {
		this.endRequested = true;
		if (this.process != null) {
			try {
				this.process.getOutputStream().close();
			}
			catch (IOException ex) {
				// The process is already gone.
			}
		}
	}

	/** Waits for the requested end; kills the process when the time is up. */
	public void awaitStop() {
		Process asked;
		synchronized (this) {
			asked = this.process;
		}
		if (asked != null) {
			killUnlessGone(asked);
		}
	}

	/** The end of the process, in words, when nobody asked for it. */
	public synchronized Optional<String> unexpectedEnd() {
		if (this.process == null || this.endRequested || Processes.isAlive(this.process)) {
			return Optional.empty();
		}
		return Optional.of(ProcessEnd.describe(this.process, this.spec.log()));
	}

	private static void killUnlessGone(Process process) {
		if (!Processes.awaitEnd(process.toHandle(), TO_STOP)) {
			Processes.kill(process.toHandle());
		}
	}

	private synchronized Process running() {
		if (this.process == null || !Processes.isAlive(this.process)) {
			throw new StackException(this.spec.name() + " is not running");
		}
		return this.process;
	}

}
