package io.followsync.benchmarks.stack;

import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.followsync.benchmarks.Run;
import io.followsync.stack.LocalStack;
import io.followsync.stack.StackConfig;
import io.followsync.stack.job.Session;
import io.followsync.stack.process.ServiceProcess;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * The product to measure: from its built programs, with the JVM options of its images,
 * half of its containers' memory as heap, new data, and a PostgreSQL that has the
 * settings of the compose file and counts statements. Budgets, paces and limits for one
 * address are too large to matter, unless a benchmark sets them.
 */
public final class MeasuredStack implements AutoCloseable {

	// In megabytes. It has more than the compose file gives it, because it is not
	// measured, and must hold lists of 1,000,000 members.
	private static final int SIMULATOR_CONTAINER = 1024;

	private final LocalStack parts;

	private MeasuredStack(LocalStack parts) {
		this.parts = parts;
	}

	/** One worker. */
	public static MeasuredStack start(Run run) throws SQLException {
		return start(run, UnaryOperator.identity());
	}

	/** As adjusted. */
	public static MeasuredStack start(Run run, UnaryOperator<StackConfig> adjust) throws SQLException {
		StackConfig config = adjust.apply(wideOpen(StackConfig.of(run.product(), run.data()), run.product()));
		LocalStack.clear(config);
		LocalStack parts = LocalStack.start(config);
		try {
			AdminDatabase.count(parts.postgres(), parts.database());
			parts.services().forEach(ServiceProcess::start);
			MeasuredStack stack = new MeasuredStack(parts);
			run.recordVersion("PostgreSQL", stack.database().serverVersion());
			run.recordVersion("Kafka", AppInfoParser.getVersion());
			return stack;
		}
		catch (SQLException | RuntimeException ex) {
			parts.close();
			throw ex;
		}
	}

	private static StackConfig wideOpen(StackConfig config, Path product) {
		ComposeFile containers = ComposeFile.of(product);
		StackConfig open = withServerOptions(config, containers)
			.withJvmOptions("gateway", JvmOptions.of(product, containers.memoryMegabytes("gateway")))
			.withJvmOptions("simulator", JvmOptions.of(product, SIMULATOR_CONTAINER))
			.withProperty("worker", "followsync.budget.pace.min", "0s")
			.withProperty("worker", "followsync.budget.pace.max", "0s")
			.withProperty("worker", "followsync.budget.application.batch", "1000")
			.withProperty("worker", "followsync.instagram.page-size", "100")
			.withProperty("gateway", "followsync.submissions.per-minute", "1000000")
			.withProperty("gateway", "followsync.queue.max-queued", "1000000")
			.withProperty("gateway", "followsync.queue.crowd", "1000000")
			.withProperty("gateway", "followsync.streaming.max-streams-per-address", "20000");
		for (String bucket : new String[] { "account", "application" }) {
			open = open.withProperty("worker", "followsync.budget." + bucket + ".limit", "2000000000")
				.withProperty("worker", "followsync.budget." + bucket + ".per-hour", "1000000000")
				.withProperty("worker", "followsync.budget." + bucket + ".burst", "1000000");
		}
		open = open.withProperty("worker", "followsync.budget.unconfirmed.per-hour", "500000000")
			.withProperty("worker", "followsync.budget.unconfirmed.burst", "500000");
		for (int worker = 1; worker <= 4; worker++) {
			open = open.withJvmOptions("worker-" + worker,
					JvmOptions.of(product, containers.memoryMegabytes("worker")));
		}
		return open;
	}

	private static StackConfig withServerOptions(StackConfig config, ComposeFile containers) {
		StackConfig set = config;
		for (Map.Entry<String, String> setting : containers.serverOptions().entrySet()) {
			set = set.withProperty("postgres", setting.getKey(), setting.getValue());
		}
		return set;
	}

	/** Its processes. */
	public LocalStack parts() {
		return this.parts;
	}

	public URI gateway() {
		return this.parts.gateway().url();
	}

	/** The product's database, as its administrator. */
	public AdminDatabase database() {
		return new AdminDatabase(this.parts.postgres().server(), this.parts.database());
	}

	public ServiceMetrics gatewayMetrics() {
		return new ServiceMetrics(URI.create("http://127.0.0.1:" + this.parts.config().ports().gatewayManagement()));
	}

	public ServiceMetrics workerMetrics(int number) {
		return new ServiceMetrics(this.parts.worker(number).url());
	}

	/** Places an account in the simulator whose lists have pages of 100. */
	public SimulatedAccount place(int followers, int following, int mutual, int latencyMs) {
		return SimulatedAccount.place(new Http(this.parts.simulator().url()), followers, following, mutual, 100,
				latencyMs);
	}

	/** Signs the owner of an account in, so that it is kept. */
	public KeptAccount keep(SimulatedAccount account) {
		return KeptAccount.signIn(gateway(), account.session());
	}

	/** Submits an analysis; returns the job's id. */
	public String analyze(Session session) {
		return new Http(gateway())
			.post("/api/analyze", Map.of("csrf_token", session.csrfToken(), "session_id", session.sessionId()))
			.json()
			.path("job_id")
			.asString();
	}

	/** The process of the database server, whose children serve its clients. */
	public long postgresPid() throws SQLException {
		try (var connection = database().connect();
				var rows = connection.createStatement().executeQuery("SELECT pg_read_file('postmaster.pid')")) {
			rows.next();
			return Long.parseLong(rows.getString(1).lines().findFirst().orElseThrow());
		}
	}

	/** The process of the broker. */
	public long kafkaPid() {
		return ProcessHandle.current()
			.descendants()
			.filter((process) -> process.info().commandLine().orElse("").contains(".BrokerMain"))
			.findFirst()
			.orElseThrow()
			.pid();
	}

	@Override
	public void close() {
		this.parts.close();
	}

}
