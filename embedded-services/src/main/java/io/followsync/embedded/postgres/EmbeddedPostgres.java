package io.followsync.embedded.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.followsync.embedded.Database;
import io.followsync.embedded.PostgresService;
import io.followsync.embedded.ServiceStartException;
import io.followsync.embedded.process.ChildJvm;
import io.followsync.embedded.process.Directories;
import io.followsync.embedded.process.FreePorts;
import io.followsync.embedded.process.Processes;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL 17 server on the loopback interface, protected by a password. A kept one
 * flushes every commit, so confirmed commits survive {@link #kill()} and a power cut;
 * those of a temporary one survive {@link #kill()} only.
 */
public final class EmbeddedPostgres implements PostgresService {

	private static final Duration TO_START = Duration.ofSeconds(90);

	private static final Duration TO_STOP = Duration.ofSeconds(20);

	private final PostgresDirectory directory;

	private final int port;

	private final boolean temporary;

	private @Nullable ChildJvm guardian;

	private EmbeddedPostgres(Path directory, int port, boolean temporary) {
		this.directory = new PostgresDirectory(directory.toAbsolutePath());
		this.port = port;
		this.temporary = temporary;
	}

	/** Starts a server whose data stays in the directory. */
	public static EmbeddedPostgres kept(Path directory, int port) {
		return started(new EmbeddedPostgres(directory, port, false));
	}

	/** Starts a server on a free port; nothing is left of it after this JVM ends. */
	public static EmbeddedPostgres temporary() {
		return started(new EmbeddedPostgres(Directories.temporary("postgres"), FreePorts.next(), true));
	}

	private static EmbeddedPostgres started(EmbeddedPostgres postgres) {
		try {
			postgres.start();
			return postgres;
		}
		catch (RuntimeException ex) {
			postgres.close();
			throw ex;
		}
	}

	@Override
	public Database database(String name, String template) {
		return server().database(name, template);
	}

	@Override
	public Database as(String role, Database database) {
		return server().as(role, database);
	}

	private DatabaseServer server() {
		return new DatabaseServer("127.0.0.1", this.port, "postgres", this.directory.password());
	}

	@Override
	public synchronized void start() {
		if (this.guardian != null && this.guardian.isAlive()) {
			return;
		}
		if (this.directory.postmaster().isEmpty() && !FreePorts.isFree(this.port)) {
			throw new ServiceStartException("Port %d, meant for PostgreSQL, is in use".formatted(this.port));
		}
		this.directory.password();
		List<String> options = List.of("-Dot.epg.working-dir=" + this.directory.binaries(),
				"-Djava.io.tmpdir=" + this.directory.scratch(), "-Xmx128m", "-XX:+UseSerialGC",
				"-XX:TieredStopAtLevel=1", "-Dlogback.configurationFile=io/followsync/embedded/quiet-logback.xml");
		List<String> arguments = List.of(this.directory.root().toString(), Integer.toString(this.port),
				Boolean.toString(!this.temporary), Boolean.toString(this.temporary));
		try {
			this.guardian = ChildJvm.start("PostgreSQL", GuardianMain.class, options, arguments, this.directory.log(),
					TO_START);
		}
		catch (RuntimeException ex) {
			killOutlivingServer();
			throw ex;
		}
	}

	@Override
	public synchronized void stop() {
		if (this.guardian != null) {
			this.guardian.stop(TO_STOP);
			killOutlivingServer();
		}
	}

	@Override
	public synchronized void kill() {
		ProcessHandle server = postmaster();
		// First, or it would report an end that nobody asked for.
		if (this.guardian != null) {
			this.guardian.kill();
		}
		Processes.kill(server);
	}

	@Override
	public synchronized void pause() {
		Processes.signalFamily("STOP", postmaster());
	}

	@Override
	public synchronized void resume() {
		Processes.signalFamily("CONT", postmaster());
	}

	@Override
	public synchronized Optional<String> unexpectedEnd() {
		return Optional.ofNullable(this.guardian).flatMap(ChildJvm::unexpectedEnd);
	}

	@Override
	public synchronized void close() {
		if (this.guardian != null) {
			this.guardian.close(TO_STOP);
			killOutlivingServer();
		}
		if (this.temporary) {
			// The guardian deletes it unless it was killed.
			Directories.delete(this.directory.root());
		}
	}

	// The server detaches itself, so it can outlive the guardian that started it.
	private void killOutlivingServer() {
		this.directory.postmaster().ifPresent(Processes::kill);
	}

	private ProcessHandle postmaster() {
		return this.directory.postmaster().orElseThrow(() -> new ServiceStartException("PostgreSQL is not running"));
	}

}
