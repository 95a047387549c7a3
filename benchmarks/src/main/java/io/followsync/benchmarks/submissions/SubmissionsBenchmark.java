package io.followsync.benchmarks.submissions;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.load.LoadProcess;
import io.followsync.benchmarks.machine.Processes;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import io.followsync.benchmarks.stack.MeasuredStack;
import io.followsync.benchmarks.stack.AdminDatabase;
import tools.jackson.databind.JsonNode;

/**
 * Analyses accepted, that is committed, in a closed loop, beside pgbench's commits of
 * single rows, and of the rows of a submission, on the same server with as many clients;
 * then, in an open loop, how long a submission takes at half of the rate reached. No
 * worker takes the jobs. A round in which a submission was refused or a connection broke
 * does not count: it is measured again.
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
			warmUp(run, load, stack.database());
			Pgbench pgbench = Pgbench.prepare(stack.database(), run.data());
			List<Round> rounds = new ArrayList<>();
			for (int tries = 1; rounds.size() < run.rounds(); tries++) {
				Round round = measure(stack, load, pgbench);
				if (round.isClean()) {
					rounds.add(round);
				}
				else if (tries > run.rounds()) {
					throw new IllegalStateException("too many rounds with refusals: " + round);
				}
				else {
					run.say("a round with refusals does not count: " + round);
				}
			}
			report(run, rounds);
		}
	}

	private static void warmUp(Run run, LoadProcess load, AdminDatabase database) throws Exception {
		double best = 0;
		int steady = 0;
		for (int slice = 1; slice <= MAX_WARM_UP_SLICES && steady < PATIENCE; slice++) {
			double rate = ask(load, database, "closed %d %d".formatted(CLIENTS, SECONDS)).path("perSecond").asDouble();
			run.say("warm-up %d: %.0f/s".formatted(slice, rate));
			steady = (rate < best * STEADY) ? steady + 1 : 0;
			best = Math.max(best, rate);
		}
	}

	private static Round measure(MeasuredStack stack, LoadProcess load, Pgbench pgbench) throws Exception {
		AdminDatabase database = stack.database();
		double commits = pgbench.commitsPerSecond(CLIENTS, SECONDS);
		double stored = pgbench.submissionsPerSecond(CLIENTS, SECONDS);
		clear(database);
		Cpu before = Cpu.of(stack, load);
		database.reset();
		load.send("closed %d %d".formatted(CLIENTS, SECONDS));
		JsonNode closed = load.answer(LoadProcess.ANSWER_TIMEOUT);
		long statements = database.calls("followsync_gateway");
		Cpu used = Cpu.of(stack, load).minus(before);
		clear(database);
		double rate = closed.path("perSecond").asDouble() / 2;
		JsonNode open = ask(load, database, "open %d %d %f".formatted(OPEN_CLIENTS, SECONDS, rate));
		return new Round(commits, stored, closed, statements, used, rate, open);
	}

	private static JsonNode ask(LoadProcess load, AdminDatabase database, String order) throws Exception {
		load.send(order);
		JsonNode answer = load.answer(LoadProcess.ANSWER_TIMEOUT);
		clear(database);
		return answer;
	}

	private static void clear(AdminDatabase database) throws Exception {
		database.execute("TRUNCATE jobs CASCADE");
		database.execute("CHECKPOINT");
	}

	private static void report(Run run, List<Round> rounds) {
		Series commits = series("/s", rounds, Round::commits);
		Series accepted = series("/s", rounds, (round) -> round.closed().path("perSecond").asDouble());
		run.record(Row
			.of("submissions.rate", "Submissions accepted a second, as a share of single-row commits by pgbench",
					accepted.dividedBy(commits), Goal.atLeast(0.5))
			.with("accepted, closed loop of 20 clients", accepted)
			.with("pgbench, 20 clients", commits)
			.with("pgbench, the statement of a submission", series("/s", rounds, Round::stored))
			.with("statements a submission", series("", rounds, (round) -> round.statements() / round.count()))
			.with("CPU of the gateway a submission",
					series("ms", rounds, (round) -> round.millis(round.cpu().gateway())))
			.with("CPU of PostgreSQL a submission", series("ms", rounds, (round) -> round.millis(round.cpu().server())))
			.with("CPU of the load a submission", series("ms", rounds, (round) -> round.millis(round.cpu().load()))));
		run.record(Row
			.of("submissions.p99", "Submission latency, p99, at half the accepted rate (open loop)",
					latency(rounds, "p99"), Goal.atMost(50))
			.with("p50", latency(rounds, "p50"))
			.with("slowest", latency(rounds, "max"))
			.with("rate due", series("/s", rounds, Round::rate))
			.with("rate reached", series("/s", rounds, (round) -> round.open().path("perSecond").asDouble())));
	}

	private static Series latency(List<Round> rounds, String name) {
		return series("ms", rounds, (round) -> round.open().path(name).asDouble());
	}

	private static Series series(String unit, List<Round> rounds, ToDoubleFunction<Round> figure) {
		return Series.of(unit, rounds.stream().mapToDouble(figure).toArray());
	}

	/**
	 * What one round found.
	 *
	 * @param commits of single rows a second, by pgbench
	 * @param stored submissions a second that pgbench stores
	 * @param closed what the load found in a closed loop
	 * @param statements of the gateway meanwhile
	 * @param cpu used meanwhile
	 * @param rate of the open loop
	 * @param open what the load found in it
	 */
	private record Round(double commits, double stored, JsonNode closed, double statements, Cpu cpu, double rate,
			JsonNode open) {

		boolean isClean() {
			return Stream.of(this.closed, this.open)
				.allMatch((loop) -> loop.path("refused").asDouble() == 0 && loop.path("broken").asDouble() == 0);
		}

		double count() {
			return this.closed.path("count").asDouble();
		}

		double millis(double seconds) {
			return TimeUnit.SECONDS.toMillis(1) * seconds / count();
		}

	}

	/** Seconds that each process has used. */
	private record Cpu(double gateway, double server, double load) {

		static Cpu of(MeasuredStack stack, LoadProcess load) throws SQLException {
			return new Cpu(Processes.cpuSeconds(stack.parts().gateway().pid()),
					Processes.cpuSeconds(stack.postgresPid()), Processes.cpuSeconds(load.pid()));
		}

		Cpu minus(Cpu before) {
			return new Cpu(this.gateway - before.gateway, this.server - before.server, this.load - before.load);
		}

	}

}
