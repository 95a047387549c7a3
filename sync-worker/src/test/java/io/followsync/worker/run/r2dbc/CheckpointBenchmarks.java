package io.followsync.worker.run.r2dbc;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import io.followsync.job.ListKind;
import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.claim.Lease.WriteReceipt;
import io.followsync.worker.claim.r2dbc.ClaimsForTests;
import io.followsync.worker.run.Ledger;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.Page.Member;
import io.followsync.worker.source.TruncationFlags;
import io.followsync.worker.walk.ListWalk;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The statement that stores a page of 100 members with its walk, on a real PostgreSQL
 * that flushes no commits.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CheckpointBenchmarks {

	private final Page page = new Page(LongStream.rangeClosed(1, 100).mapToObj(CheckpointBenchmarks::member).toList(),
			new Page.Cursor("QVFDc2h+a/B+c=="), true, TruncationFlags.NONE, null);

	private WorkerDatabase database;

	private Ledger ledger;

	private Lease lease;

	private ListWalk walk = ListWalk.start(ListKind.FOLLOWERS);

	@Setup
	public void claim() {
		this.database = new WorkerDatabase();
		this.ledger = LedgerForTests.ledger(this.database, AbstractLedgerTests.TIMES);
		this.lease = ClaimsForTests.claims(this.database, AbstractLedgerTests.TIMES)
			.claim(this.database.queueAnalysis(5012345678L))
			.block()
			.lease();
	}

	@TearDown
	public void close() {
		this.database.close();
	}

	@Benchmark
	public WriteReceipt storePage() {
		this.walk = this.walk.after(this.page, 100, false);
		return this.ledger.store(this.lease, this.page, this.walk).block();
	}

	private static Member member(long key) {
		return new Member(61_234_567_890L + key, "some.body_" + key, "Somebody Näméd " + key, false, key % 3 == 0,
				false, "33%1$d_61234%1$d".formatted(1_234_567_890L + key));
	}

}
