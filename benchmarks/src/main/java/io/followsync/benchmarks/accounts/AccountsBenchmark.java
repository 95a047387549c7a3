package io.followsync.benchmarks.accounts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.machine.Processes;
import io.followsync.benchmarks.process.Await;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import io.followsync.benchmarks.stack.MeasuredStack;
import io.followsync.benchmarks.stack.PartsCpu;
import io.followsync.stack.StackConfig;

/**
 * A thousand accounts in one worker, each of which asks for a page of 25 every two
 * seconds: a latency of 200 ms, a pause of 1.78 s after the page is stored, and 20 ms for
 * all the rest (a closed loop for each: a late page makes the next one late, so what the
 * worker does not manage is missing in the pages that it reads). Pages and running jobs
 * are counted in the database.
 */
public final class AccountsBenchmark implements Benchmark {

	private static final int ACCOUNTS = 1000;

	private static final int LATENCY = 200;

	private static final int MEMBERS = 50_000;

	private static final String PAGE_SIZE = "25";

	private static final String PAUSE = "1780ms";

	private static final Duration ROUND = Duration.ofSeconds(15);

	private static final Duration WARM_UP = Duration.ofSeconds(20);

	private static final double PERIOD = 2;

	private static final double MIN_SHARE = 0.99;

	private static final double MAX_MEGABYTES = 1024;

	private static final Duration RUN_TIMEOUT = Duration.ofMinutes(5);

	private static final Duration START_TIMEOUT = Duration.ofSeconds(20);

	private static final Duration INTERVAL = Duration.ofMillis(500);

	private static final double NANOS_A_SECOND = TimeUnit.SECONDS.toNanos(1);

	private final List<Double> running = new ArrayList<>();

	private final List<Double> asked = new ArrayList<>();

	private final List<Double> share = new ArrayList<>();

	private final List<Double> resident = new ArrayList<>();

	@Override
	public String name() {
		return "accounts";
	}

	@Override
	public void measure(Run run) throws Exception {
		try (MeasuredStack stack = MeasuredStack.start(run, AccountsBenchmark::withManySlots)) {
			IntStream.range(0, ACCOUNTS)
				.parallel()
				.forEach((account) -> stack.analyze(stack.place(MEMBERS, MEMBERS, MEMBERS / 2, LATENCY).session()));
			PartsCpu processors = PartsCpu.of(stack);
			try (Connection connection = stack.database().connect();
					Statement statement = connection.createStatement()) {
				awaitRunning(statement);
				// Until all of them keep the pace, and the compilers rest.
				Await.deadline(System.nanoTime() + WARM_UP.toNanos());
				for (int round = 1; round <= run.rounds(); round++) {
					run.say("round " + round);
					measure(stack, statement, processors);
				}
			}
			record(run, processors);
		}
	}

	// Or until no more of them start, which the rows then show.
	private static void awaitRunning(Statement statement) throws SQLException {
		AtomicLong most = new AtomicLong();
		AtomicLong lastStart = new AtomicLong(System.nanoTime());
		Await.until(ACCOUNTS + " jobs to run", RUN_TIMEOUT, INTERVAL, () -> {
			long running = countRunning(statement);
			if (most.getAndAccumulate(running, Math::max) < running) {
				lastStart.set(System.nanoTime());
			}
			return running == ACCOUNTS || System.nanoTime() - lastStart.get() > START_TIMEOUT.toNanos();
		});
	}

	private void measure(MeasuredStack stack, Statement statement, PartsCpu processors) throws SQLException {
		long pages = countPages(statement);
		Map<String, Double> before = processors.seconds();
		long start = System.nanoTime();
		Await.deadline(start + ROUND.toNanos());
		long more = countPages(statement) - pages;
		double seconds = (System.nanoTime() - start) / NANOS_A_SECOND;
		processors.addSince(before, seconds);
		this.asked.add(more / seconds);
		this.share.add(more / seconds / (ACCOUNTS / PERIOD));
		this.running.add((double) countRunning(statement));
		this.resident.add(Processes.peakResidentMegabytes(stack.parts().worker(1).pid()));
	}

	private void record(Run run, PartsCpu processors) {
		run.record(processors.addTo(Row
			.of("accounts.pace",
					"1,000 accounts on one worker, each asking every 2 s: share of 500 pages/s reached (own goal)",
					Series.of("", this.share), Goal.atLeast(MIN_SHARE))
			.with("pages read", Series.of("pages/s", this.asked))
			.with("jobs that run", Series.of("jobs", this.running)), "processors used", ""));
		Series jobs = Series.of("jobs", this.running);
		if (jobs.min() < ACCOUNTS) {
			run.recordNotMeasured("memory of a worker that carries %,d accounts: only %s of the jobs ran"
				.formatted(ACCOUNTS, Series.number(jobs.min())));
			return;
		}
		run.record(Row
			.of("accounts.memory", "Peak memory (RSS) of a worker that carries 1,000 accounts",
					Series.of("MB", this.resident), Goal.atMost(MAX_MEGABYTES))
			.with("jobs that run", jobs));
	}

	private static StackConfig withManySlots(StackConfig config) {
		return config.withProperty("worker", "followsync.worker.slots", Integer.toString(ACCOUNTS))
			.withProperty("worker", "followsync.worker.anonymous-slots", Integer.toString(ACCOUNTS))
			.withProperty("worker", "followsync.instagram.max-connections", Integer.toString(ACCOUNTS))
			.withProperty("worker", "followsync.instagram.page-size", PAGE_SIZE)
			.withProperty("worker", "followsync.budget.pace.min", PAUSE)
			.withProperty("worker", "followsync.budget.pace.max", PAUSE)
			.withProperty("gateway", "followsync.queue.unproven-share", "1");
	}

	private static long countRunning(Statement statement) throws SQLException {
		return count(statement, "SELECT count(*) FROM jobs WHERE state = 'RUNNING'");
	}

	private static long countPages(Statement statement) throws SQLException {
		return count(statement, "SELECT sum(pages) FROM job_lists");
	}

	private static long count(Statement statement, String sql) throws SQLException {
		try (ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getLong(1);
		}
	}

}
