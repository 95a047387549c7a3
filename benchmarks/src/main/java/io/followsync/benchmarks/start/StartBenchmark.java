package io.followsync.benchmarks.start;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.machine.Processes;
import io.followsync.benchmarks.process.Await;
import io.followsync.benchmarks.process.ChildProcesses;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import io.followsync.benchmarks.stack.ComposeFile;
import io.followsync.benchmarks.stack.MeasuredStack;
import io.followsync.embedded.Database;
import io.followsync.embedded.process.FreePorts;
import io.followsync.stack.job.Session;

/**
 * From the start of a gateway's process to its first accepted submission, and from the
 * start of a worker's to its first claimed job, which is already queued: each from the
 * files of its image, in turns with and without the cache.
 */
public final class StartBenchmark implements Benchmark {

	private static final String GATEWAY = "api-gateway";

	private static final String WORKER = "sync-worker";

	private static final double NANOS_A_SECOND = TimeUnit.SECONDS.toNanos(1);

	private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

	private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

	private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(ANSWER_TIMEOUT).build();

	private long user = 71_000_000_000L;

	@Override
	public String name() {
		return "start";
	}

	@Override
	public void measure(Run run) throws Exception {
		// With a worker, because a database gives rights to the roles that it knows.
		try (MeasuredStack stack = MeasuredStack.start(run)) {
			stack.parts().worker(1).terminate();
			Path parent = run.data().resolve("images");
			ComposeFile containers = ComposeFile.of(run.product());
			ImageProgram gateway = ImageProgram.make(run.product(), GATEWAY, parent,
					containers.memoryMegabytes("gateway"));
			ImageProgram worker = ImageProgram.make(run.product(), WORKER, parent,
					containers.memoryMegabytes("worker"));
			Starts ofGateway = new Starts();
			Starts ofWorker = new Starts();
			for (int round = 0; round <= run.rounds(); round++) {
				for (boolean cached : new boolean[] { true, false }) {
					Start gatewayStart = startGateway(stack, gateway, cached);
					Start workerStart = startWorker(stack, worker, cached);
					if (round > 0) {
						ofGateway.add(cached, gatewayStart);
						ofWorker.add(cached, workerStart);
					}
				}
			}
			ofGateway.report(run, "gateway", "first accepted submission", gateway.cacheMegabytes());
			ofWorker.report(run, "worker", "first claimed job", worker.cacheMegabytes());
		}
	}

	private Start startGateway(MeasuredStack stack, ImageProgram program, boolean cached) throws Exception {
		int port = FreePorts.next();
		Map<String, String> properties = properties(stack, "gateway", port);
		properties.put("management.server.port", Integer.toString(FreePorts.next()));
		long begin = System.nanoTime();
		Process process = program.start(cached, properties);
		try {
			URI address = URI.create("http://127.0.0.1:%d/api/analyze".formatted(port));
			Session session = Session.made(this.user++);
			Await.until("an accepted submission", START_TIMEOUT, POLL_INTERVAL, () -> {
				requireAlive(process, program);
				return isAccepted(address, session);
			});
			return Start.of((System.nanoTime() - begin) / NANOS_A_SECOND, process.pid());
		}
		finally {
			ChildProcesses.stop(process);
		}
	}

	private static boolean isAccepted(URI address, Session session) throws InterruptedException {
		String body = "{\"csrf_token\":\"%s\",\"session_id\":\"%s\"}".formatted(session.csrfToken(),
				session.sessionId());
		HttpRequest request = HttpRequest.newBuilder(address)
			.timeout(ANSWER_TIMEOUT)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
		try {
			return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private Start startWorker(MeasuredStack stack, ImageProgram program, boolean cached) throws Exception {
		stack.database().execute("TRUNCATE jobs CASCADE");
		stack.analyze(Session.made(this.user++));
		Map<String, String> properties = properties(stack, "worker", FreePorts.next());
		properties.put("spring.profiles.active", "simulated");
		properties.put("followsync.instagram.base-url", stack.parts().simulator().url().toString());
		double begin = System.currentTimeMillis() / 1e3;
		Process process = program.start(cached, properties);
		try (Connection database = stack.database().connect(); Statement query = database.createStatement()) {
			Await.until("a claimed job", START_TIMEOUT, POLL_INTERVAL, () -> {
				requireAlive(process, program);
				return claimedAt(query) > 0;
			});
			return Start.of(claimedAt(query) - begin, process.pid());
		}
		finally {
			ChildProcesses.stop(process);
		}
	}

	// In seconds since 1970; 0 if no job is.
	private static double claimedAt(Statement query) throws SQLException {
		try (ResultSet rows = query.executeQuery("SELECT coalesce(max(extract(epoch FROM started_at)), 0) FROM jobs")) {
			rows.next();
			return rows.getDouble(1);
		}
	}

	private static Map<String, String> properties(MeasuredStack stack, String service, int port) {
		Database owned = stack.parts().database();
		Database login = stack.parts().postgres().as("followsync_" + service, owned);
		Map<String, String> properties = new HashMap<>();
		properties.put("server.address", "127.0.0.1");
		properties.put("server.port", Integer.toString(port));
		properties.put("spring.r2dbc.url", owned.r2dbcUrl());
		properties.put("spring.r2dbc.username", login.user());
		properties.put("spring.r2dbc.password", login.password());
		properties.put("spring.flyway.url", owned.jdbcUrl());
		properties.put("followsync.schema.migrate", "false");
		properties.put("spring.kafka.bootstrap-servers", stack.parts().kafka().bootstrapServers());
		properties.put("followsync.vault.directory",
				stack.parts().config().data().resolve("keys").resolve(service).toString());
		return properties;
	}

	private static void requireAlive(Process process, ImageProgram program) {
		if (!process.isAlive()) {
			throw new IllegalStateException("The start failed, see " + program.folder().resolve("run.log"));
		}
	}

	private record Start(double seconds, double cpuSeconds, double residentMegabytes) {

		/** Of a process that has just been seen to work. */
		static Start of(double seconds, long pid) {
			return new Start(seconds, Processes.cpuSeconds(pid), Processes.residentMegabytes(pid));
		}

	}

	/** With and without the cache. */
	private static final class Starts {

		private final List<Double> cached = new ArrayList<>();

		private final List<Double> plain = new ArrayList<>();

		private final List<Double> cachedCpu = new ArrayList<>();

		private final List<Double> plainCpu = new ArrayList<>();

		private final List<Double> memory = new ArrayList<>();

		void add(boolean withCache, Start start) {
			(withCache ? this.cached : this.plain).add(start.seconds());
			(withCache ? this.cachedCpu : this.plainCpu).add(start.cpuSeconds());
			if (withCache) {
				this.memory.add(start.residentMegabytes());
			}
		}

		void report(Run run, String service, String act, double cacheMegabytes) {
			Series cachedSeconds = Series.of("s", this.cached);
			Series plainSeconds = Series.of("s", this.plain);
			run.record(Row
				.of("start.%s.seconds".formatted(service), "Start of the %s until its %s".formatted(service, act),
						cachedSeconds, Goal.atMost(3))
				.with("CPU", Series.of("s", this.cachedCpu))
				.with("memory then", Series.of("MB", this.memory))
				.with("cache", Series.of("MB", cacheMegabytes)));
			run.record(Row
				.of("start.%s.ratio".formatted(service), "Start of the %s with the cache / without".formatted(service),
						cachedSeconds.dividedBy(plainSeconds), Goal.atMost(0.5))
				.with("without", plainSeconds)
				.with("CPU without", Series.of("s", this.plainCpu)));
		}

	}

}
