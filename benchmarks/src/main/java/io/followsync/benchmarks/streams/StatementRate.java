package io.followsync.benchmarks.streams;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.followsync.benchmarks.stack.AdminDatabase;

/**
 * Statements that the gateway ran for its streams while something else was done, seen
 * once a second. What it asks for its metrics, whether or not anybody watches, does not
 * count.
 *
 * @param count in all
 * @param seconds that it took
 * @param worstSecond the most in one second
 * @param result what was done returned
 */
record StatementRate<T>(long count, double seconds, double worstSecond, T result) {

	private static final String GATEWAY = "followsync_gateway";

	private static final double NANOS_A_SECOND = TimeUnit.SECONDS.toNanos(1);

	static <T> StatementRate<T> during(AdminDatabase database, Callable<T> work) throws Exception {
		database.reset();
		long began = System.nanoTime();
		try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
			Future<T> working = worker.submit(work);
			long count = 0;
			long sampledAt = began;
			double worst = 0;
			boolean hasEnded;
			do {
				hasEnded = hasEndedInASecond(working);
				long before = count;
				count = countForStreams(database);
				long now = System.nanoTime();
				// What is left of the last second counts as a whole one.
				worst = Math.max(worst, (count - before) / Math.max(1, (now - sampledAt) / NANOS_A_SECOND));
				sampledAt = now;
			}
			while (!hasEnded);
			return new StatementRate<>(count, (sampledAt - began) / NANOS_A_SECOND, worst, working.get());
		}
	}

	private static boolean hasEndedInASecond(Future<?> working) throws Exception {
		try {
			working.get(1, TimeUnit.SECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
	}

	private static long countForStreams(AdminDatabase database) throws SQLException {
		return database.calls(GATEWAY) - count(database, "%UPDATE fleet_figures%")
				- count(database, "%figures::text AS figures%");
	}

	private static long count(AdminDatabase database, String pattern) throws SQLException {
		return database.calls(GATEWAY, pattern).values().stream().mapToLong(Long::longValue).sum();
	}

	double perSecond() {
		return this.count / this.seconds;
	}

}
