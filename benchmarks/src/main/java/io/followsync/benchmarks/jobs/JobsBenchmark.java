package io.followsync.benchmarks.jobs;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.process.Await;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import io.followsync.benchmarks.stack.CompletedJobs;
import io.followsync.benchmarks.stack.MeasuredStack;
import io.followsync.benchmarks.stack.PartsCpu;
import io.followsync.benchmarks.stack.SimulatedAccount;
import io.followsync.stack.StackConfig;
import io.followsync.stack.process.ServiceProcess;

/**
 * Analyses of small accounts, four pages each, at a latency of 50 ms. Four workers run
 * from the beginning and are warm. For each measurement all are frozen, the jobs are
 * queued, and one, two or four of them go on until all jobs have completed (a closed
 * loop: each runs five jobs at once, as by default, and claims the next one when one
 * ends). Every round measures all three numbers, each time in the opposite order.
 */
public final class JobsBenchmark implements Benchmark {

	private static final int LATENCY = 50;

	private static final int MEMBERS = 200;

	private static final int JOBS_PER_WORKER = 50;

	private static final int WARM_UP_JOBS_PER_WORKER = 300;

	private static final List<Integer> WORKERS = List.of(1, 2, 4);

	private static final int MAX_WORKERS = 4;

	private static final double MIN_SPEEDUP_2 = 1.9;

	private static final double MIN_SPEEDUP_4 = 3.6;

	private static final double MILLIS_A_SECOND = 1000;

	private static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(60);

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private final Map<Integer, Measured> measured = new LinkedHashMap<>();

	@Override
	public String name() {
		return "jobs";
	}

	@Override
	public void measure(Run run) throws Exception {
		try (MeasuredStack stack = MeasuredStack.start(run, JobsBenchmark::admitUnconfirmedSessions)) {
			while (workers(stack).size() < MAX_WORKERS) {
				stack.parts().addWorker();
			}
			Instant start = now(stack);
			submit(stack, WARM_UP_JOBS_PER_WORKER * MAX_WORKERS);
			CompletedJobs.awaitSince(stack.database(), start, WARM_UP_JOBS_PER_WORKER * MAX_WORKERS);
			for (int number : WORKERS) {
				this.measured.put(number, new Measured(PartsCpu.of(stack), PartsCpu.of(stack)));
			}
			for (int round = 1; round <= run.rounds(); round++) {
				run.say("round " + round);
				for (int number : (round % 2 == 1) ? WORKERS : WORKERS.reversed()) {
					measure(stack, number);
				}
			}
		}
		record(run);
	}

	// Analyses are of sessions that nobody has confirmed yet.
	private static StackConfig admitUnconfirmedSessions(StackConfig config) {
		return config.withProperty("worker", "followsync.worker.anonymous-slots", "5")
			.withProperty("gateway", "followsync.queue.unproven-share", "1");
	}

	private static List<ServiceProcess> workers(MeasuredStack stack) {
		return stack.parts().services().stream().filter((service) -> service.name().startsWith("worker")).toList();
	}

	private void measure(MeasuredStack stack, int number) throws SQLException {
		awaitWakeUps(stack);
		List<ServiceProcess> workers = workers(stack);
		workers.forEach(ServiceProcess::pause);
		int jobs = JOBS_PER_WORKER * number;
		Instant accepted = now(stack);
		submit(stack, jobs);
		Measured results = measured(number);
		Map<String, Double> before = results.cpu.seconds();
		Instant start = now(stack);
		workers.subList(0, number).forEach(ServiceProcess::resume);
		CompletedJobs completed = CompletedJobs.awaitSince(stack.database(), accepted, jobs);
		double seconds = completed.secondsSince(start);
		results.rates.add(jobs / seconds);
		results.processors.addSince(before, seconds);
		results.cpu.addSince(before, jobs / MILLIS_A_SECOND);
		workers.subList(number, MAX_WORKERS).forEach(ServiceProcess::resume);
	}

	private static void submit(MeasuredStack stack, int jobs) {
		List<SimulatedAccount> accounts = IntStream.range(0, jobs)
			.mapToObj((account) -> stack.place(MEMBERS, MEMBERS, MEMBERS / 2, LATENCY))
			.toList();
		accounts.parallelStream().forEach((account) -> stack.analyze(account.session()));
	}

	// Those that a frozen worker has not received yet would cost it time later. When none
	// has arrived for a second, all have.
	private static void awaitWakeUps(MeasuredStack stack) {
		AtomicLong before = new AtomicLong(-1);
		Await.until("the workers to receive their wake-ups", SETTLE_TIMEOUT, INTERVAL, () -> {
			long received = receivedWakeUps(stack);
			return before.getAndSet(received) == received;
		});
	}

	private static long receivedWakeUps(MeasuredStack stack) {
		return (long) IntStream.rangeClosed(1, MAX_WORKERS)
			.mapToDouble((worker) -> stack.workerMetrics(worker).sum("followsync_wakeups_received_total"))
			.sum();
	}

	private static Instant now(MeasuredStack stack) throws SQLException {
		try (Connection connection = stack.database().connect();
				ResultSet row = connection.createStatement().executeQuery("SELECT clock_timestamp()")) {
			row.next();
			return row.getObject(1, OffsetDateTime.class).toInstant();
		}
	}

	private void record(Run run) {
		record(run, "jobs.two", 2, Goal.atLeast(MIN_SPEEDUP_2));
		record(run, "jobs.four", 4, Goal.atLeast(MIN_SPEEDUP_4));
		for (Map.Entry<Integer, Measured> entry : this.measured.entrySet()) {
			int number = entry.getKey();
			PartsCpu cpu = entry.getValue().cpu;
			run.record(cpu.addTo(
					Row.of((number == 1) ? "jobs.cpu" : "jobs.cpu." + number,
							"Worker CPU per job of 4 pages, with %d worker%s".formatted(number,
									(number == 1) ? "" : "s"),
							cpu.series("ms", "worker"), Goal.none()),
					"CPU per job", "ms"));
		}
	}

	private void record(Run run, String id, int number, Goal goal) {
		Series one = rate(1);
		Series more = rate(number);
		run.record(Row.of(id, "Throughput of %d workers / 1 worker".formatted(number), more.dividedBy(one), goal)
			.with("1 worker", one)
			.with(number + " workers", more)
			.with("processors used, 1 worker", measured(1).processors.sum(""))
			.with("processors used, %d workers".formatted(number), measured(number).processors.sum("")));
	}

	private Series rate(int workers) {
		return Series.of("jobs/s", measured(workers).rates);
	}

	private Measured measured(int workers) {
		return Objects.requireNonNull(this.measured.get(workers));
	}

	/**
	 * What one number of workers did, round by round.
	 *
	 * @param rates jobs a second
	 * @param cpu milliseconds for a job
	 * @param processors used on average
	 */
	private record Measured(List<Double> rates, PartsCpu cpu, PartsCpu processors) {

		Measured(PartsCpu cpu, PartsCpu processors) {
			this(new ArrayList<>(), cpu, processors);
		}

	}

}
