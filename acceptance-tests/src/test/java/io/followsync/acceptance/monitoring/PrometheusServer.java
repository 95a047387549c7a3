package io.followsync.acceptance.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.followsync.acceptance.client.Http;
import io.followsync.acceptance.client.Reply;
import io.followsync.embedded.process.Directories;
import io.followsync.embedded.process.FreePorts;
import tools.jackson.databind.JsonNode;

/** A separate Prometheus with our rules that scrapes more often than usual. */
final class PrometheusServer implements AutoCloseable {

	private final Process process;

	private final Http http;

	private PrometheusServer(Process process, URI address) {
		this.process = process;
		this.http = new Http(address);
	}

	static Optional<Path> program() {
		return Arrays.stream(System.getenv("PATH").split(":"))
			.map((folder) -> Path.of(folder, "prometheus"))
			.filter(Files::isExecutable)
			.findFirst();
	}

	static PrometheusServer start(Path program, Path directory, List<Integer> gateways, List<Integer> workers) {
		int port = FreePorts.next();
		try {
			// Data of an earlier run would be taken for data of this one.
			Directories.delete(directory);
			Files.createDirectories(directory);
			Path settings = Files.writeString(directory.resolve("prometheus.yml"), """
					global: {scrape_interval: 3s, scrape_timeout: 3s, evaluation_interval: 1s}
					rule_files: ['%s/*.yml']
					scrape_configs:
					%s%s""".formatted(MonitoringFiles.ROOT.resolve("rules"), job("api-gateway", gateways),
					job("sync-worker", workers)));
			Process process = new ProcessBuilder(program.toString(), "--config.file=" + settings,
					"--storage.tsdb.path=" + directory.resolve("data"), "--web.listen-address=127.0.0.1:" + port)
				.redirectErrorStream(true)
				.redirectOutput(directory.resolve("prometheus.log").toFile())
				.start();
			return new PrometheusServer(process, URI.create("http://127.0.0.1:" + port));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String job(String name, List<Integer> ports) {
		String targets = ports.stream().map("'127.0.0.1:%d'"::formatted).collect(Collectors.joining(", "));
		return """
				- {job_name: %s, metrics_path: /actuator/prometheus, static_configs: [{targets: [%s]}]}
				""".formatted(name, targets);
	}

	/**
	 * The current value of the expression; fails when Prometheus does not understand it.
	 */
	JsonNode query(String expression) {
		Reply reply = this.http.get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
		if (reply.status() != 200) {
			throw new IllegalArgumentException(expression + ": " + reply.body());
		}
		return reply.json().path("data").path("result");
	}

	/** Whether that metric, with labels or without, ever had a value. */
	boolean has(String metric) {
		return !query("max_over_time(%s[1h]) > -Inf".formatted(metric)).isEmpty();
	}

	/** Whether it answers and all its targets do. */
	boolean scrapes(int targets) {
		try {
			return query("up == 1").size() == targets;
		}
		catch (UncheckedIOException | IllegalArgumentException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
