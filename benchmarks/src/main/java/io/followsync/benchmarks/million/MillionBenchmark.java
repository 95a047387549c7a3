package io.followsync.benchmarks.million;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.copy.CopyOfRows;
import io.followsync.benchmarks.copy.CopyOfRows.Rows;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import io.followsync.benchmarks.stack.CompletedJobs;
import io.followsync.benchmarks.stack.ComposeFile;
import io.followsync.benchmarks.stack.KeptAccount;
import io.followsync.benchmarks.stack.MeasuredStack;
import io.followsync.benchmarks.stack.SimulatedAccount;

/**
 * The first sync of an account of a million followers, once, because it takes long; then
 * repeat syncs with a thousand changes each, and one more that is not timed, for the
 * worker's heap.
 */
public final class MillionBenchmark implements Benchmark {

	private static final int FOLLOWERS = 1_000_000;

	private static final int FOLLOWING = 5_000;

	private static final int MUTUAL = 1_000;

	private static final Map<String, Integer> THOUSAND_CHANGES = Map.of("newFollowers", 400, "lostFollowers", 400,
			"renamed", 200);

	private static final int MAX_REPEATS = 3;

	private static final double MAX_FIRST_SECONDS = 10;

	private static final double MAX_REPEAT_SECONDS = 2;

	@Override
	public String name() {
		return "million";
	}

	@Override
	public void measure(Run run) throws Exception {
		try (MeasuredStack stack = MeasuredStack.start(run)) {
			SimulatedAccount simulated = stack.place(FOLLOWERS, FOLLOWING, MUTUAL, 0);
			KeptAccount account = stack.keep(simulated);
			Sync first = sync(stack, account);
			run.say("first sync ended after %.1f s".formatted(first.seconds));
			double copy = copySeconds(stack, account.id());
			List<Sync> repeats = new ArrayList<>();
			for (int repeat = 1; repeat <= Math.min(run.rounds(), MAX_REPEATS); repeat++) {
				simulated.change(THOUSAND_CHANGES);
				repeats.add(sync(stack, account));
				run.say("repeat ended after %.1f s".formatted(repeats.getLast().seconds));
			}
			record(run, first, copy, repeats);
			simulated.change(THOUSAND_CHANGES);
			recordHeap(run, stack, account);
		}
	}

	private static void record(Run run, Sync first, double copy, List<Sync> repeats) {
		Series reconcile = Series.of("s", first.reconcile);
		run.record(Row
			.of("million.first", "1,000,000 followers, first sync: reconcile, measured once", reconcile,
					Goal.atMost(MAX_FIRST_SECONDS))
			.with("COPY of the same relationships and profiles: one connection, binary, no foreign keys",
					Series.of("s", copy))
			.with("reconcile / COPY", reconcile.dividedBy(Series.of("s", copy)))
			.with("choice of probes, not part of the reconcile", Series.of("s", first.other))
			.with("whole sync", Series.of("s", first.seconds)));
		run.record(Row
			.of("million.repeat", "1,000,000 followers, repeat sync with 1,000 changes: reconcile",
					Series.of("s", repeats.stream().map(Sync::reconcile).toList()), Goal.atMost(MAX_REPEAT_SECONDS))
			.with("choice of probes, not part of the reconcile",
					Series.of("s", repeats.stream().map(Sync::other).toList()))
			.with("whole sync", Series.of("s", repeats.stream().map(Sync::seconds).toList())));
	}

	// No goal: a worker that needs more than its heap ends, and with it the benchmark.
	private static void recordHeap(Run run, MeasuredStack stack, KeptAccount account) throws SQLException {
		LiveHeap heap = new LiveHeap(stack);
		try (heap) {
			CompletedJobs.await(stack.database(), List.of(account.startSync()));
		}
		run.record(Row.of("million.heap",
				"1,000,000 followers: all syncs complete with -Xmx%dm; worker's peak live heap in a further repeat sync, by a full collection every second"
					.formatted(ComposeFile.of(run.product()).memoryMegabytes("worker") / 2),
				Series.of("MB", heap.peakMegabytes()), Goal.none()));
	}

	private static Sync sync(MeasuredStack stack, KeptAccount account) throws SQLException {
		// As autovacuum does in the hours until a sync is repeated.
		stack.database().execute("VACUUM ANALYZE");
		CompletedJobs completed;
		Transactions transactions = new Transactions(stack.database());
		try (transactions) {
			completed = CompletedJobs.await(stack.database(), List.of(account.startSync()));
		}
		return new Sync(completed.seconds(), transactions.reconcileSeconds(), transactions.otherSeconds());
	}

	private static double copySeconds(MeasuredStack stack, long account) throws SQLException, IOException {
		return new CopyOfRows(stack.database())
			.seconds(List.of(new Rows("relationships", "account_id = " + account), Rows.of("members")));
	}

	/**
	 * What one sync took.
	 *
	 * @param reconcile seconds of the transaction that ended it
	 * @param other seconds of the worker's other long transactions
	 */
	private record Sync(double seconds, double reconcile, double other) {
	}

}
