package io.followsync.embedded.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.followsync.embedded.ManagedService;
import io.followsync.embedded.ServiceStartException;
import org.jspecify.annotations.Nullable;

/**
 * A service in a child JVM, on one port of the loopback interface, with its data in one
 * directory. A temporary one leaves nothing behind once it is closed.
 */
public abstract class ChildService implements ManagedService {

	private static final Duration MAX_STOP = Duration.ofSeconds(20);

	protected final Path directory;

	protected final int port;

	protected final boolean temporary;

	private final String name;

	private @Nullable ChildJvm child;

	protected ChildService(String name, Path directory, int port, boolean temporary) {
		this.name = name;
		this.directory = directory.toAbsolutePath();
		this.port = port;
		this.temporary = temporary;
	}

	/** That service, started; if that fails, nothing is left of it. */
	protected static <S extends ChildService> S started(S service) {
		try {
			service.start();
			return service;
		}
		catch (RuntimeException ex) {
			service.close();
			throw ex;
		}
	}

	/** Starts the child; returns when the service is ready. */
	protected abstract ChildJvm launch();

	/** The process that serves: the child, or one that it leaves behind when killed. */
	protected Optional<ProcessHandle> process() {
		return Optional.ofNullable(this.child).flatMap(ChildJvm::handle);
	}

	@Override
	public synchronized void start() {
		if (this.child != null && this.child.isAlive()) {
			return;
		}
		if (process().isEmpty() && !FreePorts.isFree(this.port)) {
			throw new ServiceStartException("Port %d, meant for %s, is in use".formatted(this.port, this.name));
		}
		try {
			this.child = launch();
		}
		catch (RuntimeException ex) {
			process().ifPresent(Processes::kill);
			throw ex;
		}
	}

	@Override
	public synchronized void stop() {
		if (this.child != null) {
			Lifeline.keepData(this.child);
			stop(this.child);
		}
	}

	private void stop(ChildJvm running) {
		running.askToStop();
		running.awaitStop(MAX_STOP);
		process().ifPresent(Processes::kill);
	}

	@Override
	public synchronized void kill() {
		ProcessHandle server = requireProcess();
		// First, or it would report an end that nobody asked for.
		if (this.child != null) {
			this.child.kill();
		}
		Processes.kill(server);
	}

	@Override
	public synchronized void pause() {
		Processes.signalFamily("STOP", requireProcess());
	}

	@Override
	public synchronized void resume() {
		Processes.signalFamily("CONT", requireProcess());
	}

	private ProcessHandle requireProcess() {
		return process().orElseThrow(() -> new ServiceStartException(this.name + " is not running"));
	}

	@Override
	public synchronized Optional<String> unexpectedEnd() {
		return Optional.ofNullable(this.child).flatMap(ChildJvm::unexpectedEnd);
	}

	@Override
	public synchronized void close() {
		if (this.child != null) {
			stop(this.child);
		}
		if (this.temporary) {
			// The child deletes it unless it was killed.
			Directories.delete(this.directory);
		}
	}

}
