package io.followsync.benchmarks.million;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import io.followsync.benchmarks.stack.KeptAccount;
import io.followsync.benchmarks.stack.MeasuredStack;
import io.followsync.benchmarks.stack.SimulatedAccount;

/**
 * The first sync of an account of a million followers, once, because it takes long; then
 * repeats with a thousand changes each.
 */
public final class MillionBenchmark implements Benchmark {

	private static final int FOLLOWERS = 1_000_000;

	private static final int FOLLOWING = 5_000;

	private static final int MUTUAL = 1_000;

	private static final Map<String, Integer> THOUSAND_CHANGES = Map.of("newFollowers", 400, "lostFollowers", 400,
			"renamed", 200);

	private static final int MAX_REPEATS = 3;

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
			for (int repeat = 0; repeat < Math.min(run.rounds(), MAX_REPEATS); repeat++) {
				simulated.change(THOUSAND_CHANGES);
				repeats.add(sync(stack, account));
				run.say("repeat ended after %.1f s".formatted(repeats.getLast().seconds));
			}
			record(run, first, copy, repeats);
		}
	}

	private static void record(Run run, Sync first, double copy, List<Sync> repeats) {
		Series reconcile = Series.of("s", first.reconcile);
		run.record(Row
			.of("million.first", "1,000,000 followers, first sync: the transaction that ends it", reconcile,
					Goal.atMost(10))
			.with("COPY of the same rows", Series.of("s", copy))
			.with("against COPY", reconcile.dividedBy(Series.of("s", copy)))
			.with("choice of probes", Series.of("s", first.other))
			.with("whole sync", Series.of("s", first.seconds)));
		run.record(Row
			.of("million.repeat", "the same with 1,000 changes",
					Series.of("s", repeats.stream().map(Sync::reconcile).toList()), Goal.atMost(2))
			.with("choice of probes", Series.of("s", repeats.stream().map(Sync::other).toList()))
			.with("whole sync", Series.of("s", repeats.stream().map(Sync::seconds).toList())));
		List<Double> heaps = new ArrayList<>(List.of(first.heap));
		repeats.forEach((repeat) -> heaps.add(repeat.heap));
		run.record(Row.of("million.heap", "the worker's heap in use meanwhile, garbage included",
				Series.of("MB", heaps), Goal.atMost(256)));
	}

	private static Sync sync(MeasuredStack stack, KeptAccount account) throws SQLException {
		// As autovacuum does in time.
		stack.statements().execute("VACUUM ANALYZE");
		long began = System.nanoTime();
		WorkerWatch watch = new WorkerWatch(stack);
		try (watch) {
			account.awaitCompletion(account.startSync());
		}
		return new Sync((System.nanoTime() - began) / 1e9, watch.lastSeconds(), watch.otherSeconds(), watch.peakHeap());
	}

	private static double copySeconds(MeasuredStack stack, long account) throws SQLException {
		try (Connection database = stack.statements().connect()) {
			return new CopiedRows(database, account).seconds();
		}
	}

	private record Sync(double seconds, double reconcile, double other, double heap) {
	}

}
