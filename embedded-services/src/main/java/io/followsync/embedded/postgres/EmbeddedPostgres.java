package io.followsync.embedded.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.followsync.embedded.PostgresService;
import io.followsync.embedded.process.ChildJvm;
import io.followsync.embedded.process.ChildService;
import io.followsync.embedded.process.Directories;
import io.followsync.embedded.process.FreePorts;
import io.followsync.embedded.process.Lifeline;

/**
 * One PostgreSQL 17 server on the loopback interface, protected by a password. A kept one
 * flushes every commit, so confirmed commits survive {@link #kill()} and a power cut;
 * those of a temporary one survive {@link #kill()} only.
 */
public final class EmbeddedPostgres extends ChildService implements PostgresService {

	private static final Duration MAX_START = Duration.ofSeconds(90);

	private final PostgresDirectory files;

	private final Map<String, String> settings;

	private EmbeddedPostgres(Path directory, int port, boolean temporary, Map<String, String> settings) {
		super("PostgreSQL", directory, port, temporary);
		this.settings = Map.copyOf(settings);
		this.files = new PostgresDirectory(this.directory);
	}

	/** Starts a server whose data stays in the directory. */
	public static EmbeddedPostgres kept(Path directory, int port) {
		return kept(directory, port, Map.of());
	}

	/**
	 * The same with settings of the server, such as {@code shared_buffers}, which
	 * override its usual ones: these suit many small servers on one machine.
	 */
	public static EmbeddedPostgres kept(Path directory, int port, Map<String, String> settings) {
		return started(new EmbeddedPostgres(directory, port, false, settings));
	}

	/** Starts a server on a free port; nothing is left of it after this JVM ends. */
	public static EmbeddedPostgres temporary() {
		return started(new EmbeddedPostgres(Directories.temporary("postgres"), FreePorts.next(), true, Map.of()));
	}

	@Override
	public DatabaseServer server() {
		return new DatabaseServer("127.0.0.1", this.port, "postgres", this.files.password());
	}

	@Override
	protected ChildJvm launch() {
		this.files.password();
		List<String> options = List.of("-Dot.epg.working-dir=" + this.files.binaries(),
				"-Djava.io.tmpdir=" + this.files.scratch(), "-Xmx128m");
		List<String> arguments = new ArrayList<>(
				List.of(this.directory.toString(), Integer.toString(this.port), Boolean.toString(this.temporary)));
		this.settings.forEach((name, value) -> arguments.add(name + "=" + value));
		return Lifeline.start("PostgreSQL", GuardianMain.class, options, arguments, this.files.log(), MAX_START);
	}

	/** The server itself: it detaches, so it can outlive the guardian that started it. */
	@Override
	protected Optional<ProcessHandle> process() {
		return this.files.postmaster();
	}

}
