package io.followsync.benchmarks.million;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

import io.followsync.benchmarks.stack.AdminDatabase;

/**
 * The long transactions of the worker, seen from outside every 50 ms. A transaction's
 * length is that at which it was last seen, so it is too short by 50 ms at most.
 */
final class Transactions implements AutoCloseable {

	private static final Duration INTERVAL = Duration.ofMillis(50);

	// A reconcile is recognized by the temporary tables that its statements use, or by
	// how they begin (ChangeStatements.WALKS).
	private static final String LONG_TRANSACTIONS = """
			SELECT pid || ' since ' || xact_start, extract(epoch FROM clock_timestamp() - xact_start)::float8,
			  query ~ 'changed_(members|relationships)|^\\s*WITH walks'
			FROM pg_stat_activity WHERE usename = 'followsync_worker' AND backend_type = 'client backend'
			  AND clock_timestamp() - xact_start > interval '100 ms'""";

	private final Map<String, Seen> seen = new HashMap<>();

	private final Connection connection;

	private final PreparedStatement longTransactions;

	private final PeriodicSampler sampler;

	Transactions(AdminDatabase database) throws SQLException {
		this.connection = database.connect();
		this.longTransactions = this.connection.prepareStatement(LONG_TRANSACTIONS);
		this.sampler = PeriodicSampler.start("transactions", INTERVAL, this::sample);
	}

	private void sample() throws SQLException {
		try (ResultSet rows = this.longTransactions.executeQuery()) {
			while (rows.next()) {
				this.seen.merge(rows.getString(1), new Seen(rows.getDouble(2), rows.getBoolean(3)), Seen::and);
			}
		}
	}

	/** Ends it; what was seen can be asked for from then on. */
	@Override
	public void close() throws SQLException {
		try (this.connection) {
			this.sampler.close();
		}
	}

	/**
	 * Of the reconcile.
	 * @throws IllegalStateException if none was seen
	 */
	double reconcileSeconds() {
		return this.seen.values()
			.stream()
			.filter(Seen::isReconcile)
			.map(Seen::seconds)
			.max(Comparator.naturalOrder())
			.orElseThrow(() -> new IllegalStateException("no reconcile was seen, only " + this.seen));
	}

	/** Of all others together: above all, the choice of probes. */
	double otherSeconds() {
		return this.seen.values().stream().filter((one) -> !one.isReconcile).mapToDouble(Seen::seconds).sum();
	}

	private record Seen(double seconds, boolean isReconcile) {

		Seen and(Seen later) {
			return new Seen(Math.max(this.seconds, later.seconds), this.isReconcile || later.isReconcile);
		}

	}

}
