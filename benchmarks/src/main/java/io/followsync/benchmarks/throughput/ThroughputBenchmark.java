package io.followsync.benchmarks.throughput;

import java.util.ArrayList;
import java.util.List;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.machine.Processes;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import io.followsync.benchmarks.stack.KeptAccount;
import io.followsync.benchmarks.stack.MeasuredStack;

/**
 * Sixteen accounts at once through one worker, without latency: their first syncs, which
 * store everything, and then the same again, which find nothing new. Beside it, COPY of
 * what the first left.
 */
public final class ThroughputBenchmark implements Benchmark {

	private static final int ACCOUNTS = 16;

	private static final int MEMBERS = 10_000;

	private static final int WARM_UP_SYNCS = 6;

	private static final int LISTS = 2;

	private static final double MEMBERS_OF_ALL = (double) ACCOUNTS * MEMBERS * LISTS;

	private static final double PAGES_OF_ALL = MEMBERS_OF_ALL / 100;

	private final List<Double> first = new ArrayList<>();

	private final List<Double> repeated = new ArrayList<>();

	private final List<Double> copied = new ArrayList<>();

	private final List<Double> cpuOfWorker = new ArrayList<>();

	private final List<Double> cpuOfDatabase = new ArrayList<>();

	private final List<Double> cpuOfSimulator = new ArrayList<>();

	private final List<Double> statements = new ArrayList<>();

	private final List<Double> logOfFirst = new ArrayList<>();

	private final List<Double> logOfRepeated = new ArrayList<>();

	@Override
	public String name() {
		return "throughput";
	}

	@Override
	public void measure(Run run) throws Exception {
		try (MeasuredStack stack = MeasuredStack.start(run,
				(config) -> config.withProperty("worker", "followsync.worker.slots", Integer.toString(ACCOUNTS)))) {
			warmUp(stack);
			CopyOfRows copy = new CopyOfRows(stack.statements());
			for (int round : run.eachRound().toArray()) {
				run.say("round " + round);
				List<KeptAccount> accounts = place(stack);
				copy.empty();
				double log = stack.statements().logBytes();
				this.first.add(MEMBERS_OF_ALL / syncAll(accounts));
				this.logOfFirst.add((stack.statements().logBytes() - log) / MEMBERS_OF_ALL);
				this.copied.add(copy.refill().membersASecond());
				repeat(stack, accounts);
			}
		}
		record(run);
	}

	private static void warmUp(MeasuredStack stack) {
		List<KeptAccount> accounts = place(stack);
		for (int sync = 0; sync < WARM_UP_SYNCS; sync++) {
			syncAll(accounts);
		}
	}

	private static List<KeptAccount> place(MeasuredStack stack) {
		List<KeptAccount> accounts = new ArrayList<>();
		for (int account = 0; account < ACCOUNTS; account++) {
			accounts.add(stack.keep(stack.place(MEMBERS, MEMBERS, MEMBERS / 2, 0)));
		}
		return accounts;
	}

	private void repeat(MeasuredStack stack, List<KeptAccount> accounts) throws Exception {
		long worker = stack.parts().worker(1).pid();
		long simulator = stack.parts().simulator().pid();
		long database = stack.postgresPid();
		double workerBefore = Processes.cpuSeconds(worker);
		double simulatorBefore = Processes.cpuSeconds(simulator);
		double databaseBefore = Processes.cpuSeconds(database);
		double log = stack.statements().logBytes();
		stack.statements().reset();
		double seconds = syncAll(accounts);
		this.logOfRepeated.add((stack.statements().logBytes() - log) / MEMBERS_OF_ALL);
		this.statements.add(stack.statements().calls("followsync_worker") / PAGES_OF_ALL);
		this.repeated.add(MEMBERS_OF_ALL / seconds);
		this.cpuOfWorker.add((Processes.cpuSeconds(worker) - workerBefore) / seconds);
		this.cpuOfSimulator.add((Processes.cpuSeconds(simulator) - simulatorBefore) / seconds);
		this.cpuOfDatabase.add((Processes.cpuSeconds(database) - databaseBefore) / seconds);
	}

	private static double syncAll(List<KeptAccount> accounts) {
		long start = System.nanoTime();
		List<String> syncs = accounts.stream().map(KeptAccount::startSync).toList();
		for (int account = 0; account < accounts.size(); account++) {
			accounts.get(account).awaitCompletion(syncs.get(account));
		}
		return (System.nanoTime() - start) / 1e9;
	}

	private void record(Run run) {
		Series copy = Series.of("members/s", this.copied);
		Series firsts = Series.of("members/s", this.first);
		Series repeats = Series.of("members/s", this.repeated);
		run.record(Row
			.of("throughput.first", "first syncs of 16 accounts at once, of what COPY does", firsts.dividedBy(copy),
					Goal.atLeast(0.08))
			.with("first syncs", firsts)
			.with("write-ahead log a member", Series.of("bytes", this.logOfFirst))
			.with("COPY of pages, relationships and profiles into the same tables", copy));
		run.record(Row
			.of("throughput.repeat", "the same syncs again, of what COPY does", repeats.dividedBy(copy),
					Goal.atLeast(0.15))
			.with("repeated syncs", repeats)
			.with("write-ahead log a member", Series.of("bytes", this.logOfRepeated))
			.with("statements of the worker a page", Series.of("", this.statements)));
		run.record(Row
			.of("throughput.members", "members a second through one worker, repeated syncs", repeats,
					Goal.atLeast(60_000))
			.with("processors used by the worker", Series.of("", this.cpuOfWorker))
			.with("by PostgreSQL", Series.of("", this.cpuOfDatabase))
			.with("by the simulator", Series.of("", this.cpuOfSimulator)));
	}

}
