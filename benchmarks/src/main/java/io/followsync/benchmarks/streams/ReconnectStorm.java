package io.followsync.benchmarks.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;

import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import io.followsync.benchmarks.stack.AdminDatabase;
import tools.jackson.databind.JsonNode;

/**
 * All clients lose their streams at once, as when a gateway ends, and come back within
 * five seconds, each with the last event that it has seen. Then they stay, and jobs get
 * new states.
 */
record ReconnectStorm(Run run, AdminDatabase database, Gateway gateway) {

	private static final int MILLIS = 5_000;

	// Three refreshes.
	private static final Duration STEADY = Duration.ofSeconds(6);

	// Twice the time over which they come.
	private static final double SECONDS_GOAL = 10;

	void measure(StreamCase streams) throws Exception {
		ProgressLoad load = new ProgressLoad(streams);
		List<Round> rounds = new ArrayList<>();
		try (StreamClients clients = StreamClients.start(this.run, "storm", this.gateway, streams)) {
			clients.openAll(MILLIS);
			for (int round = 1; round <= this.run.rounds(); round++) {
				clients.discard();
				clients.closeAll();
				double before = this.gateway.cpuSeconds();
				StatementRate<JsonNode> storm = StatementRate.during(this.database, () -> clients.open(MILLIS));
				double cpu = this.gateway.cpuSeconds() - before;
				rounds.add(new Round(storm, cpu, StatementRate.during(this.database, () -> publish(load))));
			}
			record(streams, rounds);
			clients.discard();
			clients.closeAll();
		}
	}

	private ProgressLoad.Pace publish(ProgressLoad load) throws Exception {
		long end = System.nanoTime() + STEADY.toNanos();
		ProgressLoad.Pace pace = load.publish(this.gateway::publish);
		for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
		return pace;
	}

	private void record(StreamCase streams, List<Round> rounds) {
		int jobs = streams.jobs();
		this.run.record(Row.of("streams.storm.failed." + streams,
				"Clients refused or cut off when all reconnect within 5 s, " + streams.text(),
				series("clients", rounds,
						(round) -> streams.streams() - round.storm().result().path("open").asDouble()),
				Goal.atMost(0)));
		this.run.record(Row
			.of("streams.storm.seconds." + streams,
					"Time until all streams are open again, of clients who reconnect within 5 s, " + streams.text(),
					series("s", rounds, (round) -> round.storm().result().path("seconds").asDouble()),
					Goal.atMost(SECONDS_GOAL))
			.with("CPU of the gateway a client",
					series("ms", rounds, (round) -> round.cpuSeconds() * 1000 / streams.streams()))
			.with("peak resident set of the gateway", Series.of("MB", this.gateway.peakResidentMegabytes())));
		this.run.record(Row
			.of("streams.storm.statements." + streams,
					"Database statements per job in the worst second of reconnecting, " + streams.text(),
					series("statements/s", rounds, (round) -> round.storm().worstSecond() / jobs), Goal.atMost(1))
			.with("until all are open again, in all",
					series("statements", rounds, (round) -> (double) round.storm().count() / jobs))
			.with("until all are open again, a second",
					series("statements/s", rounds, (round) -> round.storm().perSecond() / jobs)));
		this.run.record(Row
			.of("streams.steady.statements." + streams,
					"Database statements per job and second while streams stay open and jobs advance, "
							+ streams.text(),
					series("statements/s", rounds, (round) -> round.steady().perSecond() / jobs), Goal.atMost(1))
			.with("in the worst second",
					series("statements/s", rounds, (round) -> round.steady().worstSecond() / jobs)));
	}

	private static Series series(String unit, List<Round> rounds, ToDoubleFunction<Round> figure) {
		return Series.of(unit, rounds.stream().mapToDouble(figure).toArray());
	}

	/**
	 * One storm and what followed it.
	 *
	 * @param cpuSeconds of the gateway in the storm
	 */
	private record Round(StatementRate<JsonNode> storm, double cpuSeconds, StatementRate<ProgressLoad.Pace> steady) {
	}

}
