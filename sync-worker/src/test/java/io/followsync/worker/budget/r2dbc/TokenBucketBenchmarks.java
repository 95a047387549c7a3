package io.followsync.worker.budget.r2dbc;

import java.util.concurrent.TimeUnit;

import io.followsync.job.AccountId;
import io.followsync.job.Lane;
import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.budget.Budget;
import io.followsync.worker.budget.Budget.Grant;
import io.followsync.worker.budget.TokenReserve;
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
 * The token of a request of a confirmed account, from a real PostgreSQL that flushes no
 * commits: one at a time, and as a run takes them whose requests follow each other.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TokenBucketBenchmarks {

	private static final int WITHOUT_LIMIT = 1_000_000_000;

	private static final Lane ACCOUNT = Lane.ofAccount(new AccountId(5012345678L));

	private final TokenReserve reserve = new TokenReserve();

	private WorkerDatabase database;

	private Budget budget;

	@Setup
	public void open() {
		this.database = new WorkerDatabase();
		this.budget = BudgetForTests.budget(this.database, BudgetForTests.limits(WITHOUT_LIMIT, WITHOUT_LIMIT));
	}

	@TearDown
	public void close() {
		this.database.close();
	}

	@Benchmark
	public Grant takeOne() {
		return this.budget.take(ACCOUNT).block();
	}

	@Benchmark
	public Grant takeAsAFastRun() {
		return this.budget.take(ACCOUNT, this.reserve, WITHOUT_LIMIT).block();
	}

}
