package io.followsync.embedded.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import io.followsync.embedded.ServiceStartException;
import io.followsync.embedded.process.Lifeline;
import io.followsync.embedded.process.Processes;

/**
 * The process of {@link EmbeddedPostgres}: starts the server, which detaches itself, and
 * stops it when the parent releases this process or is gone. When the server ends by
 * itself, so does this process. Arguments: directory, port, whether temporary, and
 * settings of the server ({@code name=value}).
 */
final class GuardianMain {

	private static final Duration MAX_EARLIER_STOP = Duration.ofSeconds(5);

	private static final Duration MAX_START = Duration.ofSeconds(45);

	private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

	private static final int EXIT_SERVER_GONE = 10;

	public static void main(String[] arguments) {
		PostgresDirectory directory = new PostgresDirectory(Path.of(arguments[0]));
		int port = Integer.parseInt(arguments[1]);
		boolean temporary = Boolean.parseBoolean(arguments[2]);
		List<String> settings = List.of(arguments).subList(3, arguments.length);
		Lifeline.serve(() -> start(directory, port, !temporary, settings), temporary ? directory.root() : null);
	}

	private static AutoCloseable start(PostgresDirectory directory, int port, boolean durable, List<String> settings)
			throws Exception {
		endEarlierServer(directory);
		io.zonky.test.db.postgres.embedded.EmbeddedPostgres server = launch(directory, port, durable, settings);
		String served = dataDirectory(server);
		if (!Path.of(served).toRealPath().equals(directory.data().toRealPath())) {
			server.close();
			throw new IllegalStateException("Port %d is served by another PostgreSQL, on %s".formatted(port, served));
		}
		AtomicBoolean closing = new AtomicBoolean();
		directory.postmaster().ifPresent((process) -> haltWithServer(process, closing, directory.log()));
		return () -> {
			closing.set(true);
			server.close();
			// A paused server does not react to a request to stop.
			directory.postmaster().ifPresent(Processes::kill);
		};
	}

	private static void haltWithServer(ProcessHandle server, AtomicBoolean closing, Path log) {
		Thread watch = new Thread(() -> {
			while (server.isAlive()) {
				LockSupport.parkNanos(POLL_INTERVAL.toNanos());
			}
			if (!closing.get()) {
				System.err.printf("The server, process %d, ended unexpectedly; %s%n", server.pid(),
						Processes.describeLastLine(log));
				// No orderly exit, which would delete temporary data.
				Runtime.getRuntime().halt(EXIT_SERVER_GONE);
			}
		}, "server-watch");
		watch.setDaemon(true);
		watch.start();
	}

	/** Ends a server whose guardian died first; nobody else may use our data. */
	private static void endEarlierServer(PostgresDirectory directory) {
		directory.postmaster().ifPresent((earlier) -> {
			askToEnd(earlier);
			if (!Processes.awaitEnd(earlier, MAX_EARLIER_STOP)) {
				Processes.kill(earlier);
			}
		});
		// Backends outlive a killed server for a while, and no other can start meanwhile.
		directory.orphans().forEach(Processes::kill);
		directory.deletePidFile();
	}

	private static void askToEnd(ProcessHandle server) {
		try {
			Processes.signalFamily("INT", server);
		}
		catch (ServiceStartException ex) {
			// It has already ended, or the system (Windows) has no signals: then it is
			// killed after the wait.
		}
	}

	private static io.zonky.test.db.postgres.embedded.EmbeddedPostgres launch(PostgresDirectory directory, int port,
			boolean durable, List<String> settings) throws IOException {
		String onOrOff = durable ? "on" : "off";
		ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(directory.log().toFile());
		var server = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
			.setDataDirectory(directory.data())
			.setCleanDataDirectory(false)
			.setPort(port)
			.setPGStartupWait(MAX_START)
			.setOutputRedirector(log)
			.setErrorRedirector(log)
			// The builder passes these to initdb, where they override its own "-A trust".
			.setLocaleConfig("auth", "scram-sha-256")
			.setLocaleConfig("pwfile", directory.passwordFile().toString())
			.setLocaleConfig("locale", "C")
			.setConnectConfig("password", directory.password())
			.setServerConfig("listen_addresses", "127.0.0.1")
			.setServerConfig("unix_socket_directories", "")
			.setServerConfig("fsync", onOrOff)
			.setServerConfig("synchronous_commit", onOrOff)
			.setServerConfig("full_page_writes", onOrOff)
			.setServerConfig("max_connections", "200")
			.setServerConfig("shared_buffers", "64MB");
		for (String setting : settings) {
			String[] parts = setting.split("=", 2);
			server.setServerConfig(parts[0], parts[1]);
		}
		return server.start();
	}

	private static String dataDirectory(io.zonky.test.db.postgres.embedded.EmbeddedPostgres server)
			throws SQLException {
		try (Connection connection = server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("show data_directory")) {
			result.next();
			return result.getString(1);
		}
	}

}
