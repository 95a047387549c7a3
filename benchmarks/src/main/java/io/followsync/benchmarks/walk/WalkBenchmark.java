package io.followsync.benchmarks.walk;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.load.BareClient;
import io.followsync.benchmarks.load.LoadProcess;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import io.followsync.benchmarks.stack.CompletedJobs;
import io.followsync.benchmarks.stack.KeptAccount;
import io.followsync.benchmarks.stack.KeptAccounts;
import io.followsync.benchmarks.stack.MeasuredStack;
import io.followsync.benchmarks.stack.PartsCpu;
import io.followsync.benchmarks.stack.StoredPages;
import tools.jackson.databind.JsonNode;

/**
 * The first sync of an account, about 200 pages of 100 at a latency of 50 ms, beside a
 * bare client that follows the same cursors in the same round; and the CPU of a page
 * where sixteen accounts are read at the same time. Both are closed loops: a page is
 * requested after the one before. Each round has new accounts, and who goes first
 * alternates. Before the first round both have read the same number of pages.
 */
public final class WalkBenchmark implements Benchmark {

	private static final int LATENCY = 50;

	// One page in seven of the followers is short, so that these are about 200 pages.
	private static final int MEMBERS = 9600;

	private static final int CONCURRENT_ACCOUNTS = 16;

	private static final int MEMBERS_OF_CONCURRENT = 3000;

	private static final int WARM_UP_SYNCS = 15;

	private static final int COMMITS = 200;

	private static final double MILLIS_A_SECOND = 1000;

	private static final double NANOS_A_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

	private final List<Double> pages = new ArrayList<>();

	private final List<Double> bareSeconds = new ArrayList<>();

	private final List<Double> barePage = new ArrayList<>();

	private final List<Double> barePageP99 = new ArrayList<>();

	private final List<Double> syncSeconds = new ArrayList<>();

	private final List<Double> repeatSeconds = new ArrayList<>();

	private final List<Double> syncPage = new ArrayList<>();

	private final List<Double> syncPageP99 = new ArrayList<>();

	private final List<Double> beyond = new ArrayList<>();

	private final List<Double> commit = new ArrayList<>();

	@Override
	public String name() {
		return "walk";
	}

	@Override
	public void measure(Run run) throws Exception {
		try (MeasuredStack stack = MeasuredStack.start(run,
				(config) -> config.withProperty("worker", "followsync.worker.slots",
						Integer.toString(CONCURRENT_ACCOUNTS)));
				LoadProcess bare = BareClient.start(stack.parts().simulator().url(),
						run.data().resolve("bare-client.log"))) {
			warmUp(stack, bare);
			PartsCpu alone = PartsCpu.of(stack);
			PartsCpu concurrent = PartsCpu.of(stack);
			for (int round = 1; round <= run.rounds(); round++) {
				run.say("round " + round);
				compare(stack, bare, alone, round % 2 == 1);
				syncConcurrently(stack, concurrent);
				this.commit.add(commitMillis(stack));
			}
			record(run, alone, concurrent);
		}
	}

	// The compiler of the JVM takes thousands of pages to finish.
	private static void warmUp(MeasuredStack stack, LoadProcess bare) throws SQLException {
		KeptAccounts accounts = KeptAccounts.place(stack, CONCURRENT_ACCOUNTS, MEMBERS_OF_CONCURRENT, 0);
		for (int sync = 0; sync < WARM_UP_SYNCS; sync++) {
			accounts.sync();
			BareClient.walk(bare, accounts.ids());
		}
	}

	private void compare(MeasuredStack stack, LoadProcess bare, PartsCpu cpu, boolean bareFirst) throws SQLException {
		KeptAccount account = stack.keep(stack.place(MEMBERS, MEMBERS, MEMBERS / 2, LATENCY));
		double page;
		if (bareFirst) {
			page = walkAlone(bare, account);
			sync(stack, account, cpu);
		}
		else {
			sync(stack, account, cpu);
			page = walkAlone(bare, account);
		}
		this.beyond.add(this.syncPage.getLast() - page);
		this.repeatSeconds.add(CompletedJobs.await(stack.database(), List.of(account.startSync())).seconds());
	}

	// Returns the median of its pages.
	private double walkAlone(LoadProcess bare, KeptAccount account) {
		JsonNode walked = BareClient.walk(bare, List.of(account.id()));
		this.bareSeconds.add(walked.path("seconds").asDouble());
		this.barePage.add(walked.path("p50").asDouble());
		this.barePageP99.add(walked.path("p99").asDouble());
		return walked.path("p50").asDouble();
	}

	private void sync(MeasuredStack stack, KeptAccount account, PartsCpu cpu) throws SQLException {
		Map<String, Double> before = cpu.seconds();
		String sync = account.startSync();
		CompletedJobs completed = CompletedJobs.await(stack.database(), List.of(sync));
		cpu.addSince(before, completed.pages() / MILLIS_A_SECOND);
		StoredPages stored = StoredPages.of(stack.database(), sync);
		this.pages.add((double) completed.pages());
		this.syncSeconds.add(completed.seconds());
		this.syncPage.add(stored.medianMillis());
		this.syncPageP99.add(stored.p99Millis());
	}

	private static void syncConcurrently(MeasuredStack stack, PartsCpu cpu) throws SQLException {
		KeptAccounts accounts = KeptAccounts.place(stack, CONCURRENT_ACCOUNTS, MEMBERS_OF_CONCURRENT, LATENCY);
		Map<String, Double> before = cpu.seconds();
		cpu.addSince(before, accounts.sync().pages() / MILLIS_A_SECOND);
	}

	// What a page waits for at least: one row, flushed.
	private static double commitMillis(MeasuredStack stack) throws SQLException {
		try (Connection connection = stack.database().connect(); Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE IF NOT EXISTS bench_commits (n int)");
			long start = System.nanoTime();
			for (int commit = 0; commit < COMMITS; commit++) {
				statement.execute("INSERT INTO bench_commits VALUES (1)");
			}
			return (System.nanoTime() - start) / NANOS_A_MILLI / COMMITS;
		}
	}

	private void record(Run run, PartsCpu alone, PartsCpu concurrent) {
		Series sync = Series.of("s", this.syncSeconds);
		Series bare = Series.of("s", this.bareSeconds);
		run.record(Row
			.of("walk.ratio", "First sync of 200 pages at 50 ms / bare client's walk", sync.dividedBy(bare),
					Goal.atMost(1.03))
			.with("first sync, from acceptance to end", sync)
			.with("repeat sync of the same account", Series.of("s", this.repeatSeconds))
			.with("bare client", bare)
			.with("pages", Series.of("pages", this.pages)));
		run.record(Row
			.of("page.time", "Time of a page at 50 ms: first sync's median minus bare client's median",
					Series.of("ms", this.beyond), Goal.atMost(2))
			.with("first sync, p50", Series.of("ms", this.syncPage))
			.with("first sync, p99", Series.of("ms", this.syncPageP99))
			.with("bare client, p50", Series.of("ms", this.barePage))
			.with("bare client, p99", Series.of("ms", this.barePageP99))
			.with("commit of one row on the same PostgreSQL, mean", Series.of("ms", this.commit)));
		run.record(concurrent.addTo(Row
			.of("page.cpu", "Worker CPU per page of 100, first syncs of 16 accounts at 50 ms",
					concurrent.series("ms", "worker"), Goal.atMost(1.5))
			.with("worker, one account at a time", alone.series("ms", "worker")), "CPU per page", "ms"));
	}

}
