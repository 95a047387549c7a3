package io.followsync.benchmarks.accounts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.machine.Processes;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import io.followsync.benchmarks.stack.MeasuredStack;
import io.followsync.stack.StackConfig;

/**
 * A thousand accounts in one worker, each of which asks for a page of 25 every two
 * seconds: a pause of 1.8 s and a latency of 200 ms. How many run is counted in the
 * database, how many pages they store, too; the worker's memory by Linux.
 */
public final class AccountsBenchmark implements Benchmark {

	private static final int ACCOUNTS = 1000;

	private static final int LATENCY = 200;

	private static final int MEMBERS = 50_000;

	private static final String PAGE_SIZE = "25";

	private static final double SECONDS_A_ROUND = 15;

	private static final double PERIOD = 2;

	private static final double MOST_MEGABYTES = 1024;

	private static final long TO_RUN = 120_000_000_000L;

	@Override
	public String name() {
		return "accounts";
	}

	@Override
	public void measure(Run run) throws Exception {
		List<Double> running = new ArrayList<>();
		List<Double> asked = new ArrayList<>();
		List<Double> resident = new ArrayList<>();
		List<Double> processors = new ArrayList<>();
		try (MeasuredStack stack = MeasuredStack.start(run, AccountsBenchmark::withManySlots)) {
			long worker = stack.parts().worker(1).pid();
			IntStream.range(0, ACCOUNTS)
				.parallel()
				.forEach((account) -> stack.analyze(stack.place(MEMBERS, MEMBERS, MEMBERS / 2, LATENCY).session()));
			try (Connection connection = stack.statements().connect();
					Statement statement = connection.createStatement()) {
				awaitRunning(statement);
				for (int round : run.eachRound().toArray()) {
					run.say("round " + round);
					long pages = count(statement, "SELECT sum(pages) FROM job_lists");
					double cpu = Processes.cpuSeconds(worker);
					long start = System.nanoTime();
					LockSupport.parkNanos((long) (SECONDS_A_ROUND * 1e9));
					double seconds = (System.nanoTime() - start) / 1e9;
					asked.add((count(statement, "SELECT sum(pages) FROM job_lists") - pages) / seconds);
					processors.add((Processes.cpuSeconds(worker) - cpu) / seconds);
					running.add((double) countRunning(statement));
					resident.add(Processes.residentMegabytes(worker));
				}
			}
		}
		run.record(Row.of("accounts.carried", "accounts that one worker reads at once", Series.of("", running),
				Goal.atLeast(ACCOUNTS)));
		run.record(Row
			.of("accounts.memory", "memory of that worker", Series.of("MB", resident), Goal.atMost(MOST_MEGABYTES))
			.with("pages a second, of %.0f that they ask for".formatted(ACCOUNTS / PERIOD), Series.of("pages/s", asked))
			.with("processors used by it", Series.of("", processors)));
	}

	private static StackConfig withManySlots(StackConfig config) {
		return config.withProperty("worker", "followsync.worker.slots", Integer.toString(ACCOUNTS))
			.withProperty("worker", "followsync.worker.anonymous-slots", Integer.toString(ACCOUNTS))
			.withProperty("worker", "followsync.instagram.max-connections", Integer.toString(ACCOUNTS))
			.withProperty("worker", "followsync.instagram.page-size", PAGE_SIZE)
			.withProperty("worker", "followsync.budget.pace.min", "1800ms")
			.withProperty("worker", "followsync.budget.pace.max", "1800ms")
			.withProperty("gateway", "followsync.queue.unproven-share", "1");
	}

	private static void awaitRunning(Statement statement) throws SQLException {
		long end = System.nanoTime() + TO_RUN;
		while (countRunning(statement) < ACCOUNTS && System.nanoTime() < end) {
			LockSupport.parkNanos(200_000_000);
		}
		// Of each, a few pages: then all of them keep the pace.
		LockSupport.parkNanos(10_000_000_000L);
	}

	private static long countRunning(Statement statement) throws SQLException {
		return count(statement, "SELECT count(*) FROM jobs WHERE state = 'RUNNING'");
	}

	private static long count(Statement statement, String sql) throws SQLException {
		try (ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getLong(1);
		}
	}

}
