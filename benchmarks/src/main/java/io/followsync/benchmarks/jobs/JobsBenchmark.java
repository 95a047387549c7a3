package io.followsync.benchmarks.jobs;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.machine.Processes;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import io.followsync.benchmarks.stack.MeasuredStack;
import io.followsync.benchmarks.stack.SimulatedAccount;
import io.followsync.stack.StackConfig;
import io.followsync.stack.process.ServiceProcess;

/**
 * Analyses of small accounts, four pages each, at a latency of 50 ms: submitted all at
 * once, and counted until the last has ended. One worker, then two, then four; each runs
 * five jobs at once, as by default.
 */
public final class JobsBenchmark implements Benchmark {

	private static final int LATENCY = 50;

	private static final int MEMBERS = 200;

	private static final int JOBS = 80;

	private static final int WARM_UP_JOBS = 300;

	private static final int[] WORKERS = { 1, 2, 4 };

	private static final double TWO = 1.9;

	private static final double FOUR = 3.6;

	private final Map<Integer, List<Double>> rates = new LinkedHashMap<>();

	private final Map<String, List<Double>> cpu = new LinkedHashMap<>();

	@Override
	public String name() {
		return "jobs";
	}

	@Override
	public void measure(Run run) throws Exception {
		try (MeasuredStack stack = MeasuredStack.start(run, JobsBenchmark::openForStrangers)) {
			for (int workers : WORKERS) {
				while (stack.parts().services().size() - 2 < workers) {
					stack.parts().addWorker();
				}
				runJobs(stack, place(stack, WARM_UP_JOBS));
				run.say("with " + workers + " workers");
				this.rates.put(workers, new ArrayList<>());
				for (int round : run.eachRound().toArray()) {
					this.rates.get(workers).add(measured(stack, JOBS * workers, workers == 1));
				}
			}
		}
		record(run);
	}

	// Analyses are of sessions that nobody has confirmed yet.
	private static StackConfig openForStrangers(StackConfig config) {
		return config.withProperty("worker", "followsync.worker.anonymous-slots", "5")
			.withProperty("gateway", "followsync.queue.unproven-share", "1");
	}

	private double measured(MeasuredStack stack, int jobs, boolean countCpu) throws SQLException {
		List<SimulatedAccount> accounts = place(stack, jobs);
		Map<String, Long> processes = processes(stack);
		Map<String, Double> before = new LinkedHashMap<>();
		processes.forEach((name, pid) -> before.put(name, Processes.cpuSeconds(pid)));
		double seconds = runJobs(stack, accounts);
		if (countCpu) {
			processes.forEach((name, pid) -> this.cpu.computeIfAbsent(name, (any) -> new ArrayList<>())
				.add((Processes.cpuSeconds(pid) - before.getOrDefault(name, 0.0)) * 1000 / jobs));
		}
		return jobs / seconds;
	}

	private static Map<String, Long> processes(MeasuredStack stack) throws SQLException {
		Map<String, Long> processes = new LinkedHashMap<>();
		for (ServiceProcess service : stack.parts().services()) {
			processes.put(service.name().replaceFirst("-.*", ""), service.pid());
		}
		processes.put("PostgreSQL", stack.postgresPid());
		processes.put("Kafka", stack.kafkaPid());
		return processes;
	}

	private static List<SimulatedAccount> place(MeasuredStack stack, int accounts) {
		return IntStream.range(0, accounts)
			.mapToObj((account) -> stack.place(MEMBERS, MEMBERS, MEMBERS / 2, LATENCY))
			.toList();
	}

	private static double runJobs(MeasuredStack stack, List<SimulatedAccount> accounts) throws SQLException {
		long start = System.nanoTime();
		accounts.parallelStream().forEach((account) -> stack.analyze(account.session()));
		awaitEnd(stack);
		return (System.nanoTime() - start) / 1e9;
	}

	private static void awaitEnd(MeasuredStack stack) throws SQLException {
		try (Connection connection = stack.statements().connect(); Statement statement = connection.createStatement()) {
			while (unended(statement) > 0) {
				LockSupport.parkNanos(50_000_000);
			}
		}
	}

	private static int unended(Statement statement) throws SQLException {
		try (ResultSet row = statement
			.executeQuery("SELECT count(*) FROM jobs WHERE state IN ('QUEUED', 'RUNNING', 'PARKED')")) {
			row.next();
			return row.getInt(1);
		}
	}

	private void record(Run run) {
		Series one = rate(1);
		run.record(
				Row.of("jobs.two", "jobs a second of two workers, of one's", rate(2).dividedBy(one), Goal.atLeast(TWO))
					.with("one worker", one)
					.with("two workers", rate(2)));
		run.record(Row
			.of("jobs.four", "jobs a second of four workers, of one's", rate(4).dividedBy(one), Goal.atLeast(FOUR))
			.with("four workers", rate(4)));
		Row cost = Row.of("jobs.cpu", "CPU of the worker for a job of 4 pages",
				Series.of("ms", this.cpu.getOrDefault("worker", List.of())), Goal.none());
		for (Map.Entry<String, List<Double>> part : this.cpu.entrySet()) {
			if (!part.getKey().equals("worker")) {
				cost = cost.with("of " + part.getKey(), Series.of("ms", part.getValue()));
			}
		}
		run.record(cost);
	}

	private Series rate(int workers) {
		return Series.of("jobs/s", this.rates.getOrDefault(workers, List.of()));
	}

}
