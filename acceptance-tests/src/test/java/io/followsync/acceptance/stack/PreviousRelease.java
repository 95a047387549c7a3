package io.followsync.acceptance.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.followsync.embedded.Database;
import io.followsync.embedded.process.Directories;
import io.followsync.embedded.process.FreePorts;
import io.followsync.stack.LocalStack;
import io.followsync.stack.StackConfig;
import io.followsync.stack.process.Program;
import io.followsync.stack.process.ServiceProcess;
import io.followsync.stack.process.ServiceSpec;
import org.junit.jupiter.api.Assumptions;

/**
 * A gateway and a worker of the release before this one, on a stack's database and
 * broker. They are built from the commit that the build names, and kept in {@code target}
 * until that changes. Where the repository does not have that commit, as in a shallow
 * clone, tests that need it are skipped.
 */
public final class PreviousRelease implements AutoCloseable {

	private static final Path BUILDS = Path.of("target", "previous-release").toAbsolutePath();

	private static final List<String> OPTIONS = List.of("-Xmx192m");

	private final LocalStack parts;

	private final Path root;

	private final ServiceProcess gateway;

	private final ServiceProcess worker;

	private PreviousRelease(LocalStack parts, Path root) {
		this.parts = parts;
		this.root = root;
		this.gateway = new ServiceProcess(gatewaySpec(FreePorts.next(), FreePorts.next()));
		this.worker = new ServiceProcess(workerSpec(FreePorts.next()));
	}

	/**
	 * Ends the services of this release, empties their database and removes their keys,
	 * and starts those of the previous release instead.
	 */
	public static PreviousRelease replace(Stack stack) {
		PreviousRelease previous = new PreviousRelease(stack.parts(), root());
		stack.parts().gateway().terminate();
		stack.workers().forEach(ServiceProcess::terminate);
		stack.tables().execute("DROP SCHEMA public CASCADE");
		stack.tables().execute("CREATE SCHEMA public");
		stack.tables().execute("GRANT USAGE ON SCHEMA public TO PUBLIC");
		Directories.delete(keys(stack.parts().config()));
		previous.gateway.start();
		previous.worker.start();
		return previous;
	}

	/** The keys of all services of both releases. */
	static Path keys(StackConfig config) {
		return config.data().resolve("keys").resolve("shared");
	}

	public ServiceProcess gateway() {
		return this.gateway;
	}

	public ServiceProcess worker() {
		return this.worker;
	}

	@Override
	public void close() {
		Stream.of(this.gateway, this.worker).filter(ServiceProcess::isAlive).forEach(ServiceProcess::kill);
	}

	private ServiceSpec gatewaySpec(int port, int management) {
		Map<String, String> properties = properties("previous-gateway", "gateway", port);
		properties.put("management.server.port", Integer.toString(management));
		properties.put("management.server.address", "127.0.0.1");
		return spec("previous-gateway", "api-gateway", properties, port, management);
	}

	private ServiceSpec workerSpec(int port) {
		Map<String, String> properties = properties("previous-worker", "worker", port);
		properties.put("followsync.worker.id", "previous-worker");
		properties.put("followsync.instagram.base-url", this.parts.simulator().url().toString());
		return spec("previous-worker", "sync-worker", properties, port, port);
	}

	private ServiceSpec spec(String name, String module, Map<String, String> properties, int port, int management) {
		Path data = this.parts.config().data();
		return new ServiceSpec(name, Program.of(this.root, module), OPTIONS, URI.create("http://127.0.0.1:" + port),
				URI.create("http://127.0.0.1:" + management + "/actuator/health/readiness"), properties, Map.of(),
				data.resolve("logs").resolve(name + ".log"), data.resolve("lifeline.jar"));
	}

	private Map<String, String> properties(String name, String role, int port) {
		Database database = this.parts.database();
		Map<String, String> properties = new HashMap<>(this.parts.config().propertiesOf(role));
		properties.put("spring.profiles.active", "local");
		properties.put("server.address", "127.0.0.1");
		properties.put("server.port", Integer.toString(port));
		properties.put("spring.r2dbc.properties.applicationName", name);
		properties.put("spring.r2dbc.url", database.r2dbcUrl());
		properties.put("spring.r2dbc.username", database.user());
		properties.put("spring.r2dbc.password", database.password());
		properties.put("spring.flyway.url", database.jdbcUrl());
		properties.put("spring.flyway.user", database.user());
		properties.put("spring.flyway.password", database.password());
		properties.put("spring.kafka.bootstrap-servers", this.parts.kafka().bootstrapServers());
		return properties;
	}

	/** The folder of that release, its modules built. */
	private static synchronized Path root() {
		String commit = System.getProperty("previous.release", "");
		Path root = BUILDS.resolve(commit);
		Path built = root.resolve("target").resolve("built");
		if (!Files.exists(built)) {
			requireInHistory(commit);
			build(commit, root);
			create(built);
		}
		return root;
	}

	private static void requireInHistory(String commit) {
		if (run("git", "-C", "..", "cat-file", "-e", commit + "^{commit}") != 0) {
			Assumptions.abort("The previous release, commit '%s', is not in this repository".formatted(commit));
		}
	}

	private static void build(String commit, Path root) {
		Directories.delete(BUILDS);
		Path sources = root.resolve("sources.tar");
		create(sources);
		require(run("git", "-C", "..", "archive", "--output=" + sources, commit), "git archive");
		require(run("tar", "-xf", sources.toString(), "-C", root.toString()), "tar");
		List<String> maven = new ArrayList<>(
				List.of(Path.of(System.getProperty("previous.release.maven"), "bin", "mvn").toString(), "--batch-mode",
						"--quiet", "--file", root.resolve("pom.xml").toString(), "-Prun", "package", "--also-make",
						"--projects", "api-gateway,sync-worker"));
		if (System.getProperty("previous.release.offline", "").endsWith("true")) {
			maven.add("--offline");
		}
		require(run(maven.toArray(String[]::new)), "The build of the previous release");
	}

	private static int run(String... command) {
		File log = BUILDS.resolveSibling("previous-release.log").toFile();
		try {
			return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log))
				.start()
				.waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static void require(int exitCode, String what) {
		if (exitCode != 0) {
			throw new IllegalStateException("%s failed; see target/previous-release.log".formatted(what));
		}
	}

	private static void create(Path file) {
		try {
			Files.createDirectories(file.getParent());
			Files.createFile(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
