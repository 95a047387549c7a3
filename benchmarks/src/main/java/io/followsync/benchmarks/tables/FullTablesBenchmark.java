package io.followsync.benchmarks.tables;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.process.Await;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import io.followsync.benchmarks.stack.Http;
import io.followsync.benchmarks.stack.MeasuredStack;
import io.followsync.benchmarks.stack.SimulatedAccount;
import io.followsync.benchmarks.tables.Operation.Counted;
import io.followsync.benchmarks.tables.Operation.Phase;

/**
 * Sends the same requests, one at a time, first with empty and then with full tables, and
 * compares the time the database spends on each operation, planning included. Where an
 * operation is everything a service asks, the cost of an idle service is subtracted. An
 * operation that a product does not have is not measured.
 */
public final class FullTablesBenchmark implements Benchmark {

	private static final int SUBMISSIONS = 100;

	private static final int STATUSES = 300;

	private static final Duration BETWEEN_SUBMISSIONS = Duration.ofMillis(60);

	private static final Duration IDLE = Duration.ofSeconds(10);

	private static final Duration END_TIMEOUT = Duration.ofMinutes(1);

	private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

	@Override
	public String name() {
		return "full-tables";
	}

	@Override
	public void measure(Run run) throws Exception {
		// The default limits: the queries count no further than these.
		try (MeasuredStack stack = MeasuredStack.start(run,
				(config) -> config.withProperty("gateway", "followsync.fleet.interval", "200ms")
					.withProperty("gateway", "followsync.queue.max-queued", "10000")
					.withProperty("gateway", "followsync.queue.crowd", "20"))) {
			stack.database().execute("ALTER SYSTEM SET pg_stat_statements.track_planning = on");
			stack.database().execute("SELECT pg_reload_conf()");
			SimulatedAccount account = stack.place(100, 50, 20, 0);
			TableFixtures fixtures = new TableFixtures(stack);
			Map<Operation, List<Figure>> empty = rounds(run, stack, account);
			run.say("filling the tables");
			fixtures.fill();
			Map<Operation, List<Figure>> full = rounds(run, stack, account);
			for (Operation operation : Operation.values()) {
				record(run, operation, empty.getOrDefault(operation, List.of()),
						full.getOrDefault(operation, List.of()));
			}
			recordClaimWithSnapshot(run, stack, account, fixtures);
		}
	}

	// Nothing that ended later than the oldest snapshot can be vacuumed.
	private static void recordClaimWithSnapshot(Run run, MeasuredStack stack, SimulatedAccount account,
			TableFixtures fixtures) throws SQLException {
		fixtures.addEndedJobs("without");
		stack.database().execute("VACUUM jobs");
		Figure without = claim(stack, account);
		try (Connection reader = stack.database().connect(); Statement snapshot = reader.createStatement()) {
			reader.setAutoCommit(false);
			reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
			snapshot.execute("SELECT FROM jobs LIMIT 1");
			fixtures.addEndedJobs("during");
			stack.database().execute("VACUUM jobs");
			Figure claim = claim(stack, account);
			run.record(Row
				.of("full-tables.snapshot",
						"Claim time after 100,000 other claims that an open snapshot keeps from being vacuumed",
						Series.of("ms", claim.milliseconds()), Goal.none())
				.with("without the snapshot", Series.of("ms", without.milliseconds()))
				.with("slowest single statement", Series.of("ms", claim.counted().slowest()))
				.with("slowest single statement without the snapshot", Series.of("ms", without.counted().slowest())));
		}
	}

	private static Figure claim(MeasuredStack stack, SimulatedAccount account) throws SQLException {
		return Objects.requireNonNull(round(stack, account, Map.of()).get(Operation.CLAIM));
	}

	private static void record(Run run, Operation operation, List<Figure> empty, List<Figure> full) {
		if (empty.isEmpty() || full.isEmpty()) {
			run.recordNotMeasured("%s: no statement is like %s".formatted(operation.text(), operation.pattern()));
			return;
		}
		String name = operation.name().toLowerCase(Locale.ROOT);
		double emptyMedian = Series.of("ms", empty, Figure::milliseconds).median();
		run.record(Row
			.of("full-tables." + name,
					"Database time of %s with 100,000 accounts and 1,000,000 ended jobs / with empty tables"
						.formatted(operation.text()),
					// Full rounds run minutes after empty ones, so there are no pairs:
					// each
					// is divided by the median of all empty rounds.
					Series.of("", full, (round) -> round.milliseconds() / emptyMedian), Goal.atMost(2))
			.with("empty", Series.of("ms", empty, Figure::milliseconds))
			.with("full", Series.of("ms", full, Figure::milliseconds))
			.with("fastest single statement, empty", Series.of("ms", empty, (round) -> round.counted().fastest()))
			.with("fastest single statement, full", Series.of("ms", full, (round) -> round.counted().fastest()))
			.with("slowest single statement, empty", Series.of("ms", empty, (round) -> round.counted().slowest()))
			.with("slowest single statement, full", Series.of("ms", full, (round) -> round.counted().slowest()))
			.with("rows a statement, empty", Series.of("", empty, Figure::rowsOfACall))
			.with("rows a statement, full", Series.of("", full, Figure::rowsOfACall)));
	}

	private static Map<Operation, List<Figure>> rounds(Run run, MeasuredStack stack, SimulatedAccount account)
			throws SQLException {
		round(stack, account, Map.of());
		Map<Operation, Double> background = background(stack);
		Map<Operation, List<Figure>> rounds = new EnumMap<>(Operation.class);
		for (int round = 1; round <= run.rounds(); round++) {
			round(stack, account, background).forEach((operation,
					figure) -> rounds.computeIfAbsent(operation, (unused) -> new ArrayList<>()).add(figure));
		}
		return rounds;
	}

	/** Milliseconds a second that the database takes while nobody requests anything. */
	private static Map<Operation, Double> background(MeasuredStack stack) throws SQLException {
		Map<Operation, Double> background = new EnumMap<>(Operation.class);
		stack.database().reset();
		long began = System.nanoTime();
		Await.deadline(began + IDLE.toNanos());
		try (Connection database = stack.database().connect()) {
			for (Operation operation : Operation.values()) {
				if (operation.isWholeRequest()) {
					background.put(operation, operation.read(database).milliseconds() / secondsSince(began));
				}
			}
		}
		return background;
	}

	private static Map<Operation, Figure> round(MeasuredStack stack, SimulatedAccount account,
			Map<Operation, Double> background) throws SQLException {
		Map<Operation, Figure> figures = new EnumMap<>(Operation.class);
		Http gateway = new Http(stack.gateway());
		List<String> jobs = new ArrayList<>();
		stack.database().reset();
		long began = System.nanoTime();
		for (int submission = 0; submission < SUBMISSIONS; submission++) {
			jobs.add(stack.analyze(account.session()));
			Await.deadline(System.nanoTime() + BETWEEN_SUBMISSIONS.toNanos());
		}
		figures.putAll(read(stack, Phase.SUBMISSIONS, SUBMISSIONS, background, began));
		jobs.forEach((job) -> Await.until("the end of a job", END_TIMEOUT, POLL_INTERVAL,
				() -> status(gateway, job).equals("completed")));
		stack.database().reset();
		began = System.nanoTime();
		for (int status = 0; status < STATUSES; status++) {
			status(gateway, jobs.get(status % SUBMISSIONS));
		}
		figures.putAll(read(stack, Phase.STATUSES, STATUSES, background, began));
		return figures;
	}

	private static Map<Operation, Figure> read(MeasuredStack stack, Phase phase, int requests,
			Map<Operation, Double> background, long began) throws SQLException {
		Map<Operation, Figure> figures = new EnumMap<>(Operation.class);
		try (Connection database = stack.database().connect()) {
			double seconds = secondsSince(began);
			for (Operation operation : Operation.values()) {
				if (operation.isMeasuredIn(phase)) {
					Counted counted = operation.read(database);
					double subtracted = background.getOrDefault(operation, 0.0) * seconds;
					if (counted.calls() > 0) {
						figures
							.put(operation,
									new Figure(
											(counted.milliseconds() - subtracted)
													/ (operation.isWholeRequest() ? requests : counted.calls()),
											counted));
					}
				}
			}
		}
		return figures;
	}

	private static double secondsSince(long began) {
		return (double) (System.nanoTime() - began) / TimeUnit.SECONDS.toNanos(1);
	}

	private static String status(Http gateway, String job) {
		return gateway.get("/api/status/" + job).json().path("status").asString();
	}

	/**
	 * An operation in one round.
	 *
	 * @param milliseconds of a request or a statement
	 * @param counted with what the service asks without requests
	 */
	private record Figure(double milliseconds, Counted counted) {

		double rowsOfACall() {
			return (double) this.counted.rows() / this.counted.calls();
		}

	}

}
