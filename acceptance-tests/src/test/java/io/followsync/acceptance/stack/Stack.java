package io.followsync.acceptance.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.followsync.acceptance.client.Gateway;
import io.followsync.acceptance.client.Http;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.simulator.SimulatedInstagram;
import io.followsync.stack.LocalStack;
import io.followsync.stack.job.Session;
import io.followsync.stack.process.ServiceProcess;

import static org.awaitility.Awaitility.await;

/** A running stack and the ways to access it. */
public record Stack(LocalStack parts, Gateway gateway, SimulatedInstagram instagram, Tables tables, Topics topics) {

	static Stack of(LocalStack parts) {
		return new Stack(parts, new Gateway(parts.gateway().url()), new SimulatedInstagram(parts.simulator().url()),
				new Tables(parts.database()), new Topics(parts.kafka().bootstrapServers()));
	}

	/**
	 * One analysis, so that tests side by side do not meet programs that load their
	 * classes.
	 */
	void warmUp() {
		Session session = this.instagram.place(Population.of(3, 4, 2)).session();
		this.gateway.awaitResult(await().atMost(Duration.ofSeconds(60))
			.until(() -> this.gateway.trySubmit(session), (reply) -> reply.status() == 200)
			.text("job_id"));
	}

	public ServiceProcess worker(int number) {
		return this.parts.worker(number);
	}

	public List<ServiceProcess> workers() {
		return IntStream.rangeClosed(1, this.parts.config().workers()).mapToObj(this::worker).toList();
	}

	/** What the workers wrote to each other's jobs. */
	public Trespasses trespasses() {
		return new Trespasses(this.tables);
	}

	/** What the services of all quiet stacks traced. */
	public SpanCollector spans() {
		return SpanCollector.shared();
	}

	/** The clocks of the workers, which can be set wrong. */
	public ShiftedClocks clocks() {
		return ShiftedClocks.of(this.parts.config());
	}

	/** How many jobs that worker has claimed since it started. */
	public double claims(int worker) {
		return Metrics.sum(metricsOf(worker), "followsync_claims_total");
	}

	/** The metrics of that worker. */
	public String metricsOf(int worker) {
		return new Http(worker(worker).url()).get("/actuator/prometheus", "text/plain").body();
	}

	/** The sum over all workers; each counts from its own start. */
	public double sumOfWorkers(String metric, Map<String, String> labels) {
		return IntStream.rangeClosed(1, workers().size())
			.mapToDouble((worker) -> Metrics.sum(metricsOf(worker), metric, labels))
			.sum();
	}

	public String metricsOfGateway() {
		int port = this.parts.config().ports().gatewayManagement();
		return new Http(URI.create("http://127.0.0.1:" + port)).get("/actuator/prometheus", "text/plain").body();
	}

	/** All log files and crash reports, of the services and of their infrastructure. */
	public List<Path> logs() {
		try (Stream<Path> files = Files.walk(this.parts.config().data())) {
			return files.filter((file) -> file.getFileName().toString().matches(".*\\.log(\\..*)?|.*\\.(out|err|txt)"))
				.filter(Files::isRegularFile)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
