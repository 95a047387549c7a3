package io.followsync.acceptance.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.followsync.acceptance.client.Http;
import io.followsync.acceptance.client.Reply;
import io.followsync.acceptance.stack.Metrics;
import io.followsync.acceptance.stack.Stack;
import io.followsync.embedded.Database;
import io.followsync.embedded.process.FreePorts;
import io.followsync.stack.process.Program;
import tools.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/**
 * One more gateway on a stack's database and broker, with the JVM's options of the image
 * and the memory of a container, everything else as by default.
 */
final class ImageGateway implements AutoCloseable {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Duration TO_START = Duration.ofMinutes(2);

	private final URI url = loopback(FreePorts.next());

	private final URI management = loopback(FreePorts.next());

	private final Path log;

	private final Process process;

	/**
	 * Starts it and waits until it is ready.
	 * @param megabytes of the container
	 * @param properties beside those that lead it to the stack
	 */
	ImageGateway(Stack stack, int megabytes, Map<String, String> properties) {
		Path data = stack.parts().config().data();
		this.log = data.resolve("logs").resolve("image-gateway-" + this.url.getPort() + ".log");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
						"@" + ROOT.resolve("docker").resolve("java.options"), "-XX:MaxRAM=" + megabytes + "m",
						// Ends with the tests, however they end.
						"-javaagent:" + data.resolve("lifeline.jar"), "-jar",
						Program.of(ROOT, "api-gateway").jar().toString()));
		reach(stack).forEach((name, value) -> command.add("--" + name + "=" + value));
		properties.forEach((name, value) -> command.add("--" + name + "=" + value));
		try {
			ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(this.log.toFile());
			builder.environment()
				.put("SPRING_APPLICATION_JSON", JsonMapper.shared()
					.writeValueAsString(Map.of("spring.r2dbc.password", stack.parts().database().password())));
			this.process = builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		await().atMost(TO_START)
			.ignoreExceptionsMatching(UncheckedIOException.class::isInstance)
			.until(() -> health().status() == 200);
	}

	private Map<String, String> reach(Stack stack) {
		Database database = stack.parts().database();
		return Map.of("server.port", Integer.toString(this.url.getPort()), "management.server.port",
				Integer.toString(this.management.getPort()), "server.address", "127.0.0.1", "spring.r2dbc.url",
				database.r2dbcUrl(), "spring.r2dbc.username", database.user(), "spring.flyway.url", database.jdbcUrl(),
				"spring.kafka.bootstrap-servers", stack.parts().kafka().bootstrapServers(),
				"followsync.vault.directory",
				stack.parts().config().data().resolve("keys").resolve("gateway").toString());
	}

	URI url() {
		return this.url;
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	Reply health() {
		return new Http(this.management).get("/actuator/health/readiness");
	}

	double metric(String name) {
		return Metrics.sum(new Http(this.management).get("/actuator/prometheus", "text/plain").body(), name);
	}

	/** The most memory that the process has had, in megabytes. */
	long peakMegabytes() {
		try {
			return Files.readAllLines(Path.of("/proc", Long.toString(this.process.pid()), "status"))
				.stream()
				.filter((line) -> line.startsWith("VmHWM:"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
				.findFirst()
				.orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).exceptionally((late) -> {
			this.process.destroyForcibly();
			return this.process;
		}).join();
	}

	private static URI loopback(int port) {
		return URI.create("http://127.0.0.1:" + port);
	}

}
