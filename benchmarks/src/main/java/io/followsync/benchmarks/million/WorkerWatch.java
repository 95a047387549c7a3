package io.followsync.benchmarks.million;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.followsync.benchmarks.stack.MeasuredStack;

/**
 * Looks at the worker's transactions and its heap every few milliseconds, from outside,
 * while a sync runs. A transaction's length is that at which it was last seen, so it is
 * too short by one look at most.
 */
final class WorkerWatch implements AutoCloseable {

	private static final Duration INTERVAL = Duration.ofMillis(10);

	private static final int LOOKS_A_HEAP = 20;

	private static final double SHORT_SECONDS = 0.1;

	private static final String TRANSACTIONS = """
			SELECT extract(epoch FROM xact_start)::float8, extract(epoch FROM clock_timestamp() - xact_start)::float8
			FROM pg_stat_activity WHERE usename = 'followsync_worker' AND backend_type = 'client backend'
			  AND clock_timestamp() - xact_start > make_interval(secs => ?)""";

	private final MeasuredStack stack;

	private final Map<Double, Double> seconds = new TreeMap<>();

	private final CompletableFuture<Void> watching = new CompletableFuture<>();

	private final Thread thread;

	private final CountDownLatch over = new CountDownLatch(1);

	private volatile double peakHeap;

	WorkerWatch(MeasuredStack stack) {
		this.stack = stack;
		this.thread = Thread.ofPlatform().name("worker-watch").start(this::watch);
	}

	private void watch() {
		try (Connection connection = this.stack.statements().connect();
				PreparedStatement transactions = connection.prepareStatement(TRANSACTIONS)) {
			transactions.setDouble(1, SHORT_SECONDS);
			for (int look = 0; !this.over.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS); look++) {
				look(transactions);
				if (look % LOOKS_A_HEAP == 0) {
					this.peakHeap = Math.max(this.peakHeap, this.stack.workerMetrics(1).heapMegabytes());
				}
			}
			this.watching.complete(null);
		}
		catch (SQLException | RuntimeException | InterruptedException ex) {
			this.watching.completeExceptionally(ex);
		}
	}

	private void look(PreparedStatement transactions) throws SQLException {
		try (ResultSet rows = transactions.executeQuery()) {
			while (rows.next()) {
				this.seconds.merge(rows.getDouble(1), rows.getDouble(2), Math::max);
			}
		}
	}

	/** Ends it; signals what went wrong meanwhile. */
	@Override
	public void close() {
		this.over.countDown();
		try {
			this.watching.get();
			this.thread.join();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("the worker could not be watched", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Of the last long transaction: the one that ended the sync. To be asked when closed.
	 */
	double lastSeconds() {
		return this.seconds.values().stream().reduce((one, two) -> two).orElse(SHORT_SECONDS);
	}

	/** Of all other long transactions together: the choice of probes above all. */
	double otherSeconds() {
		return this.seconds.values().stream().mapToDouble(Double::doubleValue).sum() - lastSeconds();
	}

	/** Megabytes of heap in use, garbage included, when they were the most. */
	double peakHeap() {
		return this.peakHeap;
	}

}
