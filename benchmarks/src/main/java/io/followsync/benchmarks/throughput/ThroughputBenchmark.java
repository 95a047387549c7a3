package io.followsync.benchmarks.throughput;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.copy.CopyOfRows;
import io.followsync.benchmarks.copy.CopyOfRows.Rows;
import io.followsync.benchmarks.load.BareClient;
import io.followsync.benchmarks.load.LoadProcess;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import io.followsync.benchmarks.stack.CompletedJobs;
import io.followsync.benchmarks.stack.KeptAccounts;
import io.followsync.benchmarks.stack.MeasuredStack;
import io.followsync.benchmarks.stack.PartsCpu;

/**
 * Sixteen accounts at the same time through one worker, without latency (a closed loop
 * for each): in each round first syncs of new accounts, which store everything, then
 * repeat syncs, which find nothing new. Beside them, COPY of the rows that the first
 * syncs left, and a bare client that reads the same pages and stores nothing.
 */
public final class ThroughputBenchmark implements Benchmark {

	private static final int ACCOUNTS = 16;

	private static final int MEMBERS = 10_000;

	private static final int WARM_UP_SYNCS = 6;

	private static final int LISTS = 2;

	private static final double MEMBERS_OF_ALL = (double) ACCOUNTS * MEMBERS * LISTS;

	private static final double MIN_MEMBERS = 60_000;

	private final List<Double> copied = new ArrayList<>();

	private final List<Double> read = new ArrayList<>();

	@Override
	public String name() {
		return "throughput";
	}

	@Override
	public void measure(Run run) throws Exception {
		try (MeasuredStack stack = MeasuredStack.start(run,
				(config) -> config.withProperty("worker", "followsync.worker.slots", Integer.toString(ACCOUNTS)));
				LoadProcess bare = BareClient.start(stack.parts().simulator().url(),
						run.data().resolve("bare-client.log"))) {
			warmUp(stack, bare);
			Syncs first = new Syncs(PartsCpu.of(stack));
			Syncs repeat = new Syncs(PartsCpu.of(stack));
			for (int round = 1; round <= run.rounds(); round++) {
				run.say("round " + round);
				measure(stack, bare, first, repeat);
			}
			record(run, first, repeat);
		}
	}

	private static void warmUp(MeasuredStack stack, LoadProcess bare) throws SQLException {
		KeptAccounts accounts = KeptAccounts.place(stack, ACCOUNTS, MEMBERS, 0);
		for (int sync = 0; sync < WARM_UP_SYNCS; sync++) {
			accounts.sync();
		}
		read(bare, accounts);
	}

	private void measure(MeasuredStack stack, LoadProcess bare, Syncs first, Syncs repeat)
			throws SQLException, IOException {
		KeptAccounts accounts = KeptAccounts.place(stack, ACCOUNTS, MEMBERS, 0);
		// COPY fills empty tables, so the first syncs do, too.
		stack.database().execute("TRUNCATE members, relationships, sync_pages CASCADE");
		first.measure(stack, accounts);
		this.copied.add(MEMBERS_OF_ALL / new CopyOfRows(stack.database())
			.seconds(List.of(Rows.of("members"), Rows.of("relationships"), Rows.of("sync_pages"))));
		// As autovacuum does in the hours until a sync is repeated.
		stack.database().execute("VACUUM ANALYZE");
		repeat.measure(stack, accounts);
		this.read.add(MEMBERS_OF_ALL / read(bare, accounts));
	}

	private static double read(LoadProcess bare, KeptAccounts accounts) {
		return BareClient.walk(bare, accounts.ids()).path("seconds").asDouble();
	}

	private void record(Run run, Syncs first, Syncs repeat) {
		Series copy = Series.of("members/s", this.copied);
		record(run, "first", "First", first, copy, Goal.atLeast(0.08));
		record(run, "repeat", "Repeat", repeat, copy, Goal.atLeast(0.15));
		record(run, "throughput.members.first", "First", first);
		record(run, "throughput.members", "Repeat", repeat);
	}

	private static void record(Run run, String id, String which, Syncs syncs, Series copy, Goal goal) {
		run.record(Row
			.of("throughput." + id, which + " syncs of 16 accounts, members/s as a share of COPY",
					syncs.members().dividedBy(copy), goal)
			.with(which.toLowerCase(Locale.ROOT) + " syncs", syncs.members())
			.with("COPY of pages, relationships and profiles: one connection, binary, no foreign keys", copy)
			.with("write-ahead log per member", Series.of("bytes", syncs.logBytes))
			.with("statements of the worker per page", Series.of("", syncs.statements)));
	}

	private void record(Run run, String id, String which, Syncs syncs) {
		Series simulator = syncs.cpu.series("", "simulator");
		run.record(syncs.cpu.addTo(
				Row.of(id, which + " syncs of 16 accounts through one worker, members/s", syncs.members(),
						Goal.atLeast(MIN_MEMBERS))
					.with("bare client that reads the same pages and stores nothing", Series.of("members/s", this.read))
					.with("simulator's share of all CPU used", simulator.dividedBy(syncs.cpu.sum(""))),
				"processors used", ""));
	}

	/** What one kind of syncs took, round by round. */
	private record Syncs(PartsCpu cpu, List<Double> rates, List<Double> logBytes, List<Double> statements) {

		Syncs(PartsCpu cpu) {
			this(cpu, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
		}

		void measure(MeasuredStack stack, KeptAccounts accounts) throws SQLException {
			double log = stack.database().logBytes();
			stack.database().reset();
			Map<String, Double> before = this.cpu.seconds();
			CompletedJobs completed = accounts.sync();
			this.cpu.addSince(before, completed.seconds());
			this.rates.add(MEMBERS_OF_ALL / completed.seconds());
			this.logBytes.add((stack.database().logBytes() - log) / MEMBERS_OF_ALL);
			this.statements.add(stack.database().calls("followsync_worker") / (double) completed.pages());
		}

		Series members() {
			return Series.of("members/s", this.rates);
		}

	}

}
