package io.followsync.benchmarks.submissions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.load.LoadProcess;
import io.followsync.benchmarks.machine.Processes;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import io.followsync.benchmarks.stack.AdminDatabase;
import io.followsync.benchmarks.stack.MeasuredStack;
import io.followsync.benchmarks.stack.PartsCpu;
import tools.jackson.databind.JsonNode;

/**
 * Analyses accepted, that is committed, in a closed loop, beside pgbench's commits of
 * single rows, and of the rows of a submission, on the same server with as many clients;
 * then, in an open loop, how long a submission takes at half of the rate reached; each
 * after an untimed lead-in. No worker takes the jobs. A round in which a submission was
 * refused or a connection broke does not count: it is measured again.
 */
public final class SubmissionsBenchmark implements Benchmark {

	private static final int CLIENTS = 20;

	private static final int OPEN_CLIENTS = 64;

	private static final int SECONDS = 8;

	private static final int LEAD_IN_SECONDS = 2;

	// The JVM compiles for a minute or two of load. It has hardly more to gain when three
	// slices in a row are not this much faster than the best one before.
	private static final double STEADY = 1.05;

	private static final int PATIENCE = 3;

	private static final int MAX_WARM_UP_SLICES = 11;

	private static final double MILLIS_A_SECOND = 1000;

	private static final String REPEATED = "rounds measured again because of refusals";

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
			PartsCpu cpu = PartsCpu.of(stack);
			List<Round> rounds = new ArrayList<>();
			int repeated = 0;
			while (rounds.size() < run.rounds()) {
				Round round = measure(stack, load, pgbench, cpu);
				if (round.isClean()) {
					rounds.add(round);
					cpu.add(round.cpu(), round.count() / MILLIS_A_SECOND);
				}
				else if (repeated == run.rounds()) {
					throw new IllegalStateException("too many rounds with refusals: " + round);
				}
				else {
					repeated++;
					run.say("a round with refusals does not count: " + round);
				}
			}
			report(run, rounds, cpu, Series.of("rounds", repeated));
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

	private static Round measure(MeasuredStack stack, LoadProcess load, Pgbench pgbench, PartsCpu cpu)
			throws Exception {
		AdminDatabase database = stack.database();
		double commits = pgbench.commitsPerSecond(CLIENTS, SECONDS);
		double stored = pgbench.submissionsPerSecond(CLIENTS, SECONDS);
		clear(database);
		leadIn(load, "closed %d %d".formatted(CLIENTS, LEAD_IN_SECONDS));
		database.reset();
		Map<String, Double> before = cpu.seconds();
		double loadBefore = Processes.cpuSeconds(load.pid());
		load.send("closed %d %d".formatted(CLIENTS, SECONDS));
		JsonNode closed = load.answer(LoadProcess.ANSWER_TIMEOUT);
		Map<String, Double> used = cpu.secondsSince(before);
		double loadUsed = Processes.cpuSeconds(load.pid()) - loadBefore;
		long statements = database.calls("followsync_gateway");
		clear(database);
		double rate = closed.path("perSecond").asDouble() / 2;
		leadIn(load, "open %d %d %f".formatted(OPEN_CLIENTS, LEAD_IN_SECONDS, rate));
		JsonNode open = ask(load, database, "open %d %d %f".formatted(OPEN_CLIENTS, SECONDS, rate));
		return new Round(commits, stored, closed, statements, used, loadUsed, rate, open);
	}

	// Once its tables were cleared, every connection of the gateway plans its statements
	// anew.
	private static void leadIn(LoadProcess load, String order) {
		load.send(order);
		load.answer(LoadProcess.ANSWER_TIMEOUT);
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

	private static void report(Run run, List<Round> rounds, PartsCpu cpu, Series repeated) {
		Series commits = Series.of("/s", rounds, Round::commits);
		Series accepted = Series.of("/s", rounds, (round) -> round.closed().path("perSecond").asDouble());
		Row rate = Row
			.of("submissions.rate", "Submissions accepted a second, as a share of single-row commits by pgbench",
					accepted.dividedBy(commits), Goal.atLeast(0.5))
			.with("accepted, closed loop of 20 clients", accepted)
			.with("pgbench, 20 clients", commits)
			.with("pgbench, the statement of a submission", Series.of("/s", rounds, Round::stored))
			.with(REPEATED, repeated)
			.with("statements a submission", Series.of("", rounds, (round) -> round.statements() / round.count()));
		run.record(cpu.addTo(rate, "CPU per submission", "ms")
			.with("CPU per submission: the load, which is in no sum",
					Series.of("ms", rounds, (round) -> round.loadCpu() * MILLIS_A_SECOND / round.count())));
		run.record(Row
			.of("submissions.p99", "Submission latency, p99, at half the accepted rate (open loop)",
					latency(rounds, "p99"), Goal.atMost(50))
			.with("p50", latency(rounds, "p50"))
			.with("slowest", latency(rounds, "max"))
			.with("rate due", Series.of("/s", rounds, Round::rate))
			.with("rate reached", Series.of("/s", rounds, (round) -> round.open().path("perSecond").asDouble()))
			.with(REPEATED, repeated));
	}

	private static Series latency(List<Round> rounds, String name) {
		return Series.of("ms", rounds, (round) -> round.open().path(name).asDouble());
	}

	/**
	 * What one round found.
	 *
	 * @param commits of single rows a second, by pgbench
	 * @param stored submissions a second that pgbench stores
	 * @param closed what the load found in a closed loop
	 * @param statements of the gateway meanwhile
	 * @param cpu seconds that each part used meanwhile
	 * @param loadCpu seconds that the load used meanwhile
	 * @param rate of the open loop
	 * @param open what the load found in it
	 */
	private record Round(double commits, double stored, JsonNode closed, double statements, Map<String, Double> cpu,
			double loadCpu, double rate, JsonNode open) {

		boolean isClean() {
			return Stream.of(this.closed, this.open)
				.allMatch((loop) -> loop.path("refused").asDouble() == 0 && loop.path("broken").asDouble() == 0);
		}

		double count() {
			return this.closed.path("count").asDouble();
		}

	}

}
