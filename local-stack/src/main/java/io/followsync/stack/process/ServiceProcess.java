package io.followsync.stack.process;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import io.followsync.embedded.process.ChildJvm;
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

	private volatile @Nullable ChildJvm child;

	public ServiceProcess(ServiceSpec spec) {
		this.spec = spec;
	}

	/**
	 * Returns when the service is ready; does nothing if it already runs.
	 * @throws StackException with the end of its log when it ended or was not ready in
	 * time; then it does not run
	 */
	public void start() {
		ChildJvm started = launch();
		if (!awaitReady(started)) {
			String end = started.isAlive() ? "was not ready within " + TO_START.toSeconds() + " s"
					: started.describeEnd();
			// Nobody asked for this end, so a supervisor has to learn of it.
			started.handle().ifPresent(Processes::kill);
			throw new StackException("%s %s. The end of its log (%s):%n%s".formatted(this.spec.name(), end,
					this.spec.log(), String.join("\n", Processes.tail(this.spec.log(), TAIL_LINES))));
		}
	}

	private boolean awaitReady(ChildJvm started) {
		long end = System.nanoTime() + TO_START.toNanos();
		while (System.nanoTime() < end && started.isAlive() && !Thread.currentThread().isInterrupted()) {
			if (this.spec.isReady()) {
				return true;
			}
			LockSupport.parkNanos(POLL_INTERVAL.toNanos());
		}
		return false;
	}

	private synchronized ChildJvm launch() {
		ChildJvm running = launched().filter(ChildJvm::isAlive).orElseGet(this.spec::launch);
		this.child = running;
		return running;
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

	public boolean isAlive() {
		return launched().filter(ChildJvm::isAlive).isPresent();
	}

	public boolean isReady() {
		return isAlive() && this.spec.isReady();
	}

	public long pid() {
		return running().pid();
	}

	/** Sends SIGKILL; returns when the process is gone. */
	public void kill() {
		running().kill();
	}

	/** Sends SIGTERM; returns when the process is gone, perhaps only after it drained. */
	public void terminate() {
		signalToStop();
		awaitStop();
	}

	/** Sends SIGTERM; {@link #awaitStop} waits for the end. */
	public void signalToStop() {
		running().terminate();
	}

	/** Sends SIGSTOP: the process keeps its connections and does nothing. */
	public void pause() {
		running().pause();
	}

	/** Ends {@link #pause()}. */
	public void resume() {
		running().resume();
	}

	/** Asks the process to end; {@link #awaitStop} waits for it. */
	public void askToStop() {
		launched().ifPresent(ChildJvm::askToStop);
	}

	/** Waits for the requested end; kills the process when the time is up. */
	public void awaitStop() {
		launched().ifPresent((asked) -> asked.awaitStop(TO_STOP));
	}

	/** The end of the process, in words, when nobody asked for it. */
	public Optional<String> unexpectedEnd() {
		return launched().flatMap(ChildJvm::unexpectedEnd);
	}

	private Optional<ChildJvm> launched() {
		return Optional.ofNullable(this.child);
	}

	private ChildJvm running() {
		return launched().filter(ChildJvm::isAlive)
			.orElseThrow(() -> new StackException(this.spec.name() + " is not running"));
	}

}
