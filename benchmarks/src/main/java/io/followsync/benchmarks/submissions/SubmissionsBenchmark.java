package io.followsync.benchmarks.submissions;

import java.util.ArrayList;
import java.util.List;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.load.LoadProcess;
import io.followsync.benchmarks.machine.Processes;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import io.followsync.benchmarks.stack.MeasuredStack;
import io.followsync.benchmarks.stack.Statements;
import tools.jackson.databind.JsonNode;

/**
 * Analyses accepted, that is committed, in a closed loop, beside pgbench's commits of
 * single rows, and of the rows of a submission, on the same server with as many clients;
 * then, in an open loop, how long a submission takes at half of the rate reached. No
 * worker takes the jobs.
 */
public final class SubmissionsBenchmark implements Benchmark {

	private static final int CLIENTS = 20;

	private static final int OPEN_CLIENTS = 64;

	private static final int SECONDS = 8;

	// The JVM compiles for a minute or two of load. It has hardly more to gain when three
	// slices in a row are not this much faster than the best one before.
	private static final double STEADY = 1.05;

	private static final int PATIENCE = 3;

	private static final int MAX_WARM_UP_SLICES = 11;

	@Override
	public String name() {
		return "submissions";
	}

	@Override
	public void measure(Run run) throws Exception {
		try (MeasuredStack stack = MeasuredStack.start(run, (config) -> config.withWorkers(0));
				LoadProcess load = LoadProcess.start(SubmissionLoad.class, run.data().resolve("load.log"),
						stack.gateway().getHost(), Integer.toString(stack.gateway().getPort()))) {
			Statements database = stack.statements();
			Pgbench pgbench = Pgbench.prepare(database, run.data());
			warmUp(run, load, database);
			Figures figures = new Figures();
			for (int round = 1; round <= run.rounds(); round++) {
				figures.commits.add(pgbench.commitsPerSecond(CLIENTS, SECONDS));
				figures.stored.add(pgbench.submissionsPerSecond(CLIENTS, SECONDS));
				clear(database);
				measureClosed(stack, load, figures);
				double rate = figures.accepted.getLast() / 2;
				JsonNode open = ask(load, database, "open %d %d %f".formatted(OPEN_CLIENTS, SECONDS, rate));
				figures.p50.add(open.path("p50").asDouble());
				figures.p99.add(open.path("p99").asDouble());
			}
			report(run, figures);
		}
	}

	private static void warmUp(Run run, LoadProcess load, Statements database) throws Exception {
		double best = 0;
		int steady = 0;
		for (int slice = 1; slice <= MAX_WARM_UP_SLICES && steady < PATIENCE; slice++) {
			double rate = ask(load, database, "closed %d %d".formatted(CLIENTS, SECONDS)).path("perSecond").asDouble();
			run.say("warm-up %d: %.0f/s".formatted(slice, rate));
			steady = (rate < best * STEADY) ? steady + 1 : 0;
			best = Math.max(best, rate);
		}
	}

	private static void measureClosed(MeasuredStack stack, LoadProcess load, Figures figures) throws Exception {
		Statements database = stack.statements();
		long gateway = stack.parts().gateway().pid();
		long server = stack.postgresPid();
		double gatewayBefore = Processes.cpuSeconds(gateway);
		double serverBefore = Processes.cpuSeconds(server);
		double loadBefore = Processes.cpuSeconds(load.pid());
		database.reset();
		load.send("closed %d %d".formatted(CLIENTS, SECONDS));
		JsonNode closed = load.answer(LoadProcess.TO_ANSWER);
		double count = closed.path("count").asDouble();
		figures.statements.add(database.calls("followsync_gateway") / count);
		figures.accepted.add(closed.path("perSecond").asDouble());
		figures.gatewayCpu.add((Processes.cpuSeconds(gateway) - gatewayBefore) * 1000 / count);
		figures.serverCpu.add((Processes.cpuSeconds(server) - serverBefore) * 1000 / count);
		figures.loadCpu.add((Processes.cpuSeconds(load.pid()) - loadBefore) * 1000 / count);
		figures.refused.add(closed.path("refused").asDouble());
		clear(database);
	}

	private static JsonNode ask(LoadProcess load, Statements database, String order) throws Exception {
		load.send(order);
		JsonNode answer = load.answer(LoadProcess.TO_ANSWER);
		clear(database);
		return answer;
	}

	private static void clear(Statements database) throws Exception {
		database.execute("TRUNCATE jobs, single_rows CASCADE");
		database.execute("CHECKPOINT");
	}

	private static void report(Run run, Figures figures) {
		Series commits = Series.of("/s", figures.commits);
		Series accepted = Series.of("/s", figures.accepted);
		run.record(Row
			.of("submissions.rate", "submissions accepted, of the single-row commits that pgbench makes",
					accepted.dividedBy(commits), Goal.atLeast(0.5))
			.with("accepted, closed loop of 20", accepted)
			.with("pgbench, 20 clients", commits)
			.with("pgbench, the statement of a submission", Series.of("/s", figures.stored))
			.with("statements a submission", Series.of("", figures.statements))
			.with("CPU of the gateway a submission", Series.of("ms", figures.gatewayCpu))
			.with("CPU of PostgreSQL a submission", Series.of("ms", figures.serverCpu))
			.with("CPU of the load a submission", Series.of("ms", figures.loadCpu))
			.with("refused", Series.of("", figures.refused)));
		run.record(Row
			.of("submissions.p99", "p99 of a submission at half of that rate, open loop", Series.of("ms", figures.p99),
					Goal.atMost(50))
			.with("p50", Series.of("ms", figures.p50)));
	}

	/** Of each round. */
	private static final class Figures {

		private final List<Double> commits = new ArrayList<>();

		private final List<Double> stored = new ArrayList<>();

		private final List<Double> accepted = new ArrayList<>();

		private final List<Double> statements = new ArrayList<>();

		private final List<Double> gatewayCpu = new ArrayList<>();

		private final List<Double> serverCpu = new ArrayList<>();

		private final List<Double> loadCpu = new ArrayList<>();

		private final List<Double> refused = new ArrayList<>();

		private final List<Double> p50 = new ArrayList<>();

		private final List<Double> p99 = new ArrayList<>();

	}

}
