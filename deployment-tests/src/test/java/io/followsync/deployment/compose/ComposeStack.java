package io.followsync.deployment.compose;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.followsync.embedded.process.FreePorts;

/**
 * The stack of docker-compose.yml as a separate project, on free ports, with two workers.
 */
final class ComposeStack implements AutoCloseable {

	/** Most of this is building the images, which downloads what Maven needs. */
	private static final Duration TO_START = Duration.ofMinutes(25);

	private static final Duration TO_STOP = Duration.ofMinutes(3);

	private static final Duration TO_ANSWER = Duration.ofMinutes(1);

	private final int gatewayPort = FreePorts.next();

	private final int simulatorPort = FreePorts.next();

	private final String project = "followsync-test-" + ProcessHandle.current().pid();

	private final Commands commands = new Commands(Path.of("..").toAbsolutePath().normalize(),
			Map.of("COMPOSE_PROJECT_NAME", this.project, "GATEWAY_PORT", Integer.toString(this.gatewayPort),
					"SIMULATOR_PORT", Integer.toString(this.simulatorPort), "WORKERS", "2", "FOLLOWSYNC_VERSION",
					this.project));

	/** A start that fails says how each container stands and what it wrote last. */
	void up() {
		try {
			this.commands.run(TO_START, "docker", "compose", "up", "--build", "--wait");
		}
		catch (IllegalStateException ex) {
			throw new IllegalStateException("%s%n%s%n%s".formatted(ex.getMessage(), states(),
					docker("compose", "logs", "--no-color", "--tail=40")), ex);
		}
	}

	private String states() {
		List<String> containers = docker("compose", "ps", "--all", "--quiet").lines().toList();
		return docker(joined(
				List.of("inspect", "--format", "{{.Name}}: {{json .State}}, started again {{.RestartCount}} times"),
				containers.toArray(String[]::new)));
	}

	URI gateway() {
		return URI.create("http://127.0.0.1:" + this.gatewayPort);
	}

	URI simulator() {
		return URI.create("http://127.0.0.1:" + this.simulatorPort);
	}

	/** The ids of a service's running containers. */
	List<String> containers(String service) {
		return docker("compose", "ps", "--quiet", service).lines().toList();
	}

	/** A container's own name is the first twelve digits of its id. */
	String holderOf(String state) {
		String host = sql("SELECT left(worker_id, 12) FROM jobs WHERE state = '%s'".formatted(state));
		return containers("worker").stream().filter((id) -> id.startsWith(host)).findFirst().orElseThrow();
	}

	String sql(String query) {
		return inside("postgres", "psql", "--username=followsync", "--dbname=followsync", "--no-align", "--tuples-only",
				"--command=" + query);
	}

	String inside(String service, String... command) {
		return docker(joined(List.of("compose", "exec", "--no-TTY", service), command));
	}

	/** The exit code of a command run in a container of a service. */
	int codeInside(String service, String... command) {
		return this.commands
			.tried(TO_ANSWER, joined(List.of("docker", "compose", "exec", "--no-TTY", service), command))
			.code();
	}

	void disconnect(String container) {
		docker("network", "disconnect", this.project + "_default", container);
	}

	void connect(String container) {
		docker("network", "connect", this.project + "_default", container);
	}

	String health(String container) {
		return inspect(container, "{{.State.Health.Status}}");
	}

	String inspect(String container, String form) {
		return docker("inspect", "--format", form, container);
	}

	String logs() {
		return docker("compose", "logs", "--no-color");
	}

	void stop(String service) {
		this.commands.run(TO_STOP, "docker", "compose", "stop", service);
	}

	private String docker(String... arguments) {
		return this.commands.run(TO_ANSWER, joined(List.of("docker"), arguments));
	}

	private static String[] joined(List<String> first, String... rest) {
		return Stream.concat(first.stream(), Arrays.stream(rest)).toArray(String[]::new);
	}

	private String image(String module) {
		return "followsync/%s:%s".formatted(module, this.project);
	}

	@Override
	public void close() {
		this.commands.run(TO_STOP, "docker", "compose", "down", "--volumes", "--timeout", "20");
		this.commands.run(TO_STOP, "docker", "image", "rm", image("api-gateway"), image("sync-worker"),
				image("instagram-simulator"));
	}

}
