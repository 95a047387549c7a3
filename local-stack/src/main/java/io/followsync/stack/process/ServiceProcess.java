package io.followsync.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import io.followsync.embedded.process.ProcessEnd;
import io.followsync.embedded.process.Processes;
import io.followsync.stack.StackException;
import org.jspecify.annotations.Nullable;

/**
 * One service in its own process. It ends with this JVM, and can be stopped and restarted
 * at the same address at any time.
 */
public final class ServiceProcess {

	private static final Duration TO_START = Duration.ofMinutes(5);

	private static final Duration TO_STOP = Duration.ofSeconds(25);

	private static final Duration POLL_INTERVAL = Duration.ofMillis(150);

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
		if (!awaitReady(started)) {
			String end = Processes.isAlive(started) ? "was not ready within " + TO_START.toSeconds() + " s"
					: ProcessEnd.describe(started, this.spec.log());
			Processes.kill(started.toHandle());
			throw new StackException("%s %s. The end of its log (%s):%n%s".formatted(this.spec.name(), end,
					this.spec.log(), String.join("\n", ProcessEnd.tail(this.spec.log(), TAIL_LINES))));
		}
	}

	private boolean awaitReady(Process started) {
		long end = System.nanoTime() + TO_START.toNanos();
		while (System.nanoTime() < end && started.isAlive() && !Thread.currentThread().isInterrupted()) {
			if (this.spec.isReady()) {
				return true;
			}
			LockSupport.parkNanos(POLL_INTERVAL.toNanos());
		}
		return false;
	}

	private synchronized Process launch() {
		if (this.process != null && Processes.isAlive(this.process)) {
			return this.process;
		}
		try {
			this.process = this.spec.launch();
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
		return isAlive() && this.spec.isReady();
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
		if (asked != null && !Processes.awaitEnd(asked.toHandle(), TO_STOP)) {
			Processes.kill(asked.toHandle());
		}
	}

	/** The end of the process, in words, when nobody asked for it. */
	public synchronized Optional<String> unexpectedEnd() {
		if (this.process == null || this.endRequested || Processes.isAlive(this.process)) {
			return Optional.empty();
		}
		return Optional.of(ProcessEnd.describe(this.process, this.spec.log()));
	}

	private synchronized Process running() {
		if (this.process == null || !Processes.isAlive(this.process)) {
			throw new StackException(this.spec.name() + " is not running");
		}
		return this.process;
	}

}
