package io.followsync.benchmarks.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.process.Await;
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
		Await.deadline(end);
		return pace;
	}

	private void record(StreamCase streams, List<Round> rounds) {
		int jobs = streams.jobs();
		this.run.record(Row.of("streams.storm.failed." + streams,
				"Clients refused or cut off when all reconnect within 5 s, " + streams.text(), Series.of("clients",
						rounds, (round) -> streams.streams() - round.storm().result().path("open").asDouble()),
				Goal.never()));
		this.run.record(Row
			.of("streams.storm.seconds." + streams,
					"Time until all streams are open again, of clients who reconnect within 5 s, " + streams.text(),
					Series.of("s", rounds, (round) -> round.storm().result().path("seconds").asDouble()), Goal.none())
			.with("CPU of the gateway a client",
					Series.of("ms", rounds, (round) -> round.cpuSeconds() * 1000 / streams.streams()))
			.with("peak resident set of the gateway", Series.of("MB", this.gateway.peakResidentMegabytes())));
		this.run.record(Row
			.of("streams.storm.statements." + streams,
					"Database statements per job in the worst second of reconnecting, " + streams.text(),
					Series.of("statements/s", rounds, (round) -> round.storm().worstSecond() / jobs), Goal.atMost(1))
			.with("until all are open again, in all",
					Series.of("statements", rounds, (round) -> (double) round.storm().count() / jobs))
			.with("until all are open again, a second",
					Series.of("statements/s", rounds, (round) -> round.storm().perSecond() / jobs)));
		this.run.record(Row
			.of("streams.steady.statements." + streams,
					"Database statements per job and second while streams stay open and jobs advance, "
							+ streams.text(),
					Series.of("statements/s", rounds, (round) -> round.steady().perSecond() / jobs), Goal.atMost(1))
			.with("in the worst second",
					Series.of("statements/s", rounds, (round) -> round.steady().worstSecond() / jobs)));
	}

	/**
	 * One storm and what followed it.
	 *
	 * @param cpuSeconds of the gateway in the storm
	 */
	private record Round(StatementRate<JsonNode> storm, double cpuSeconds, StatementRate<ProgressLoad.Pace> steady) {
	}

}
