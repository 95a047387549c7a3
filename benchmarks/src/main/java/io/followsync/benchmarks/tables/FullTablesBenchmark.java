package io.followsync.benchmarks.tables;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import io.followsync.benchmarks.stack.Http;
import io.followsync.benchmarks.stack.MeasuredStack;
import io.followsync.benchmarks.stack.SimulatedAccount;
import io.followsync.benchmarks.tables.Operation.Phase;

/**
 * The same requests with empty and with full tables: how long the database takes for the
 * operations that never may become slower, the planning of statements included.
 */
public final class FullTablesBenchmark implements Benchmark {

	private static final int SUBMISSIONS = 100;

	private static final int STATUSES = 300;

	private static final Duration BETWEEN_SUBMISSIONS = Duration.ofMillis(60);

	private static final Duration TO_END = Duration.ofMinutes(1);

	@Override
	public String name() {
		return "full-tables";
	}

	@Override
	public void measure(Run run) throws Exception {
		// Bounds as they are by default: so far is counted.
		try (MeasuredStack stack = MeasuredStack.start(run,
				(config) -> config.withProperty("gateway", "followsync.fleet.interval", "200ms")
					.withProperty("gateway", "followsync.queue.max-queued", "10000")
					.withProperty("gateway", "followsync.queue.crowd", "20"))) {
			stack.statements().execute("ALTER SYSTEM SET pg_stat_statements.track_planning = on");
			stack.statements().execute("SELECT pg_reload_conf()");
			SimulatedAccount account = stack.place(100, 50, 20, 0);
			Map<Operation, List<Double>> empty = rounds(run, stack, account);
			run.say("filling the tables");
			new Fillings(stack).fill();
			Map<Operation, List<Double>> full = rounds(run, stack, account);
			full.forEach((operation, milliseconds) -> record(run, operation,
					Objects.requireNonNull(empty.get(operation)), milliseconds));
			recordClaimWithSnapshot(run, stack, account);
		}
	}

	// Nothing that ended later than the oldest snapshot can be vacuumed.
	private static void recordClaimWithSnapshot(Run run, MeasuredStack stack, SimulatedAccount account)
			throws SQLException {
		try (Connection reader = stack.statements().connect(); Statement snapshot = reader.createStatement()) {
			reader.setAutoCommit(false);
			reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
			snapshot.execute("SELECT FROM jobs LIMIT 1");
			new Fillings(stack).claimMany();
			double claim = Objects.requireNonNull(round(stack, account).get(Operation.CLAIM));
			run.record(
					Row.of("full-tables.snapshot", "a claim after 100,000 others, while a snapshot from before is open",
							Series.of("ms", claim), Goal.none()));
		}
	}

	private static void record(Run run, Operation operation, List<Double> empty, List<Double> full) {
		String name = operation.name().toLowerCase(Locale.ROOT);
		Series before = Series.of("ms", empty);
		Series after = Series.of("ms", full);
		run.record(Row
			.of("full-tables." + name, name + " with 100,000 accounts and 1,000,000 ended jobs, against empty tables",
					after.dividedBy(before), Goal.atMost(2))
			.with("empty", before)
			.with("full", after));
	}

	private static Map<Operation, List<Double>> rounds(Run run, MeasuredStack stack, SimulatedAccount account)
			throws SQLException {
		round(stack, account);
		Map<Operation, List<Double>> rounds = new EnumMap<>(Operation.class);
		for (int round = 0; round < run.rounds(); round++) {
			round(stack, account)
				.forEach((operation, milliseconds) -> rounds.computeIfAbsent(operation, (unused) -> new ArrayList<>())
					.add(milliseconds));
		}
		return rounds;
	}

	private static Map<Operation, Double> round(MeasuredStack stack, SimulatedAccount account) throws SQLException {
		Map<Operation, Double> milliseconds = new EnumMap<>(Operation.class);
		Http gateway = new Http(stack.gateway());
		List<String> jobs = new ArrayList<>();
		stack.statements().reset();
		for (int submission = 0; submission < SUBMISSIONS; submission++) {
			jobs.add(stack.analyze(account.session()));
			LockSupport.parkNanos(BETWEEN_SUBMISSIONS.toNanos());
		}
		read(stack, Phase.SUBMISSIONS, SUBMISSIONS, milliseconds);
		jobs.forEach((job) -> awaitEnd(gateway, job));
		stack.statements().reset();
		for (int status = 0; status < STATUSES; status++) {
			gateway.get("/api/status/" + jobs.get(status % SUBMISSIONS)).json();
		}
		read(stack, Phase.STATUSES, STATUSES, milliseconds);
		return milliseconds;
	}

	private static void read(MeasuredStack stack, Phase phase, int requests, Map<Operation, Double> milliseconds)
			throws SQLException {
		try (Connection database = stack.statements().connect()) {
			for (Operation operation : Operation.values()) {
				if (operation.isMeasuredIn(phase)) {
					milliseconds.put(operation, operation.milliseconds(database, requests));
				}
			}
		}
	}

	private static void awaitEnd(Http gateway, String job) {
		Instant end = Instant.now().plus(TO_END);
		String status;
		do {
			status = gateway.get("/api/status/" + job).json().path("status").asString();
		}
		while (!status.equals("completed") && Instant.now().isBefore(end));
		if (!status.equals("completed")) {
			throw new IllegalStateException("a job is still " + status);
		}
	}

}
