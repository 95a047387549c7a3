package io.followsync.benchmarks.walk;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.load.LoadProcess;
import io.followsync.benchmarks.machine.Processes;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import io.followsync.benchmarks.stack.KeptAccount;
import io.followsync.benchmarks.stack.MeasuredStack;
import io.followsync.benchmarks.stack.SimulatedAccount;
import io.followsync.benchmarks.stack.StoredPages;
import tools.jackson.databind.JsonNode;

/**
 * A sync of about 200 pages of 100 at a latency of 50 ms, beside a bare client that walks
 * the same cursors in the same round; and what a page costs the worker where sixteen
 * accounts are read at once.
 */
public final class WalkBenchmark implements Benchmark {

	private static final int LATENCY = 50;

	private static final int MEMBERS = 10_000;

	private static final int CROWD = 16;

	private static final int MEMBERS_OF_CROWD = 3000;

	private static final int WARM_UP_SYNCS = 15;

	private static final int COMMITS = 200;

	private final List<Double> bareSeconds = new ArrayList<>();

	private final List<Double> barePage = new ArrayList<>();

	private final List<Double> syncSeconds = new ArrayList<>();

	private final List<Double> syncPage = new ArrayList<>();

	private final List<Double> beyond = new ArrayList<>();

	private final List<Double> commit = new ArrayList<>();

	private final List<Double> cpuAlone = new ArrayList<>();

	private final List<Double> cpuInCrowd = new ArrayList<>();

	private final List<Double> databaseInCrowd = new ArrayList<>();

	@Override
	public String name() {
		return "walk";
	}

	@Override
	public void measure(Run run) throws Exception {
		try (MeasuredStack stack = MeasuredStack.start(run,
				(config) -> config.withProperty("worker", "followsync.worker.slots", Integer.toString(CROWD)));
				LoadProcess bare = LoadProcess.start(BareClient.class, Path.of("target/walk-bare-client.log"),
						stack.parts().simulator().url().toString())) {
			SimulatedAccount account = stack.place(MEMBERS, MEMBERS, MEMBERS / 2, LATENCY);
			KeptAccount kept = stack.keep(account);
			List<KeptAccount> crowd = place(stack, LATENCY);
			warmUp(stack, bare);
			for (int round : run.eachRound().toArray()) {
				run.say("round " + round);
				compare(stack, bare, kept);
				load(stack, crowd);
				this.commit.add(commitMillis(stack));
			}
		}
		record(run);
	}

	private static List<KeptAccount> place(MeasuredStack stack, int latency) {
		List<KeptAccount> crowd = new ArrayList<>();
		for (int account = 0; account < CROWD; account++) {
			crowd.add(stack.keep(stack.place(MEMBERS_OF_CROWD, MEMBERS_OF_CROWD, MEMBERS_OF_CROWD / 2, latency)));
		}
		return crowd;
	}

	// The compiler of the JVM takes thousands of pages to finish.
	private static void warmUp(MeasuredStack stack, LoadProcess bare) {
		List<KeptAccount> crowd = place(stack, 0);
		for (int sync = 0; sync < WARM_UP_SYNCS; sync++) {
			syncAll(crowd);
			walk(bare, crowd.get(sync).id());
		}
	}

	private void compare(MeasuredStack stack, LoadProcess bare, KeptAccount kept) throws SQLException {
		JsonNode walked = walk(bare, kept.id());
		long worker = stack.parts().worker(1).pid();
		double cpu = Processes.cpuSeconds(worker);
		String sync = kept.startSync();
		kept.awaitCompletion(sync);
		double used = Processes.cpuSeconds(worker) - cpu;
		StoredPages stored = StoredPages.of(stack.statements(), sync);
		double page = walked.path("seconds").asDouble() * 1000 / walked.path("pages").asInt();
		this.bareSeconds.add(walked.path("seconds").asDouble());
		this.barePage.add(page);
		this.syncSeconds.add(stored.seconds());
		this.syncPage.add(stored.medianMillis());
		this.beyond.add(stored.medianMillis() - page);
		this.cpuAlone.add(used * 1000 / stored.pages());
	}

	private static JsonNode walk(LoadProcess bare, long account) {
		bare.send(Long.toString(account));
		return bare.answer(LoadProcess.TO_ANSWER);
	}

	private void load(MeasuredStack stack, List<KeptAccount> crowd) throws SQLException {
		long worker = stack.parts().worker(1).pid();
		long database = stack.postgresPid();
		double workerBefore = Processes.cpuSeconds(worker);
		double databaseBefore = Processes.cpuSeconds(database);
		List<String> syncs = syncAll(crowd);
		double workerUsed = Processes.cpuSeconds(worker) - workerBefore;
		double databaseUsed = Processes.cpuSeconds(database) - databaseBefore;
		int pages = 0;
		for (String sync : syncs) {
			pages += StoredPages.of(stack.statements(), sync).pages();
		}
		this.cpuInCrowd.add(workerUsed * 1000 / pages);
		this.databaseInCrowd.add(databaseUsed * 1000 / pages);
	}

	private static List<String> syncAll(List<KeptAccount> crowd) {
		List<String> syncs = crowd.stream().map(KeptAccount::startSync).toList();
		for (int account = 0; account < crowd.size(); account++) {
			crowd.get(account).awaitCompletion(syncs.get(account));
		}
		return syncs;
	}

	// What a page waits for at least: one row, flushed.
	private static double commitMillis(MeasuredStack stack) throws SQLException {
		try (Connection connection = stack.statements().connect(); Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE IF NOT EXISTS bench_commits (n int)");
			long start = System.nanoTime();
			for (int commit = 0; commit < COMMITS; commit++) {
				statement.execute("INSERT INTO bench_commits VALUES (1)");
			}
			return (System.nanoTime() - start) / 1e6 / COMMITS;
		}
	}

	private void record(Run run) {
		Series whole = Series.of("s", this.syncSeconds);
		Series bare = Series.of("s", this.bareSeconds);
		run.record(Row
			.of("walk.ratio", "a sync of 200 pages at 50 ms, against a bare client", whole.dividedBy(bare),
					Goal.atMost(1.03))
			.with("sync, from its request to its end", whole)
			.with("bare client", bare));
		run.record(Row
			.of("page.time", "what a page takes beyond a bare client's, median", Series.of("ms", this.beyond),
					Goal.atMost(2))
			.with("page of a sync, median", Series.of("ms", this.syncPage))
			.with("page of the bare client, mean", Series.of("ms", this.barePage))
			.with("a commit of one row on the same PostgreSQL", Series.of("ms", this.commit)));
		run.record(Row
			.of("page.cpu", "CPU of the worker for a page of 100, 16 accounts at 50 ms",
					Series.of("ms", this.cpuInCrowd), Goal.atMost(1.5))
			.with("of PostgreSQL, reconciling included", Series.of("ms", this.databaseInCrowd))
			.with("of the worker, one account alone", Series.of("ms", this.cpuAlone)));
	}

}
