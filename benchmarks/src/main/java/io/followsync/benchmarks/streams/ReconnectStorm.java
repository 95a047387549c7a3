package io.followsync.benchmarks.streams;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.load.LoadProcess;
import io.followsync.benchmarks.machine.Processes;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import io.followsync.benchmarks.stack.MeasuredStack;
import io.followsync.benchmarks.stack.Statements;
import io.followsync.benchmarks.streams.StreamsBenchmark.Case;
import tools.jackson.databind.JsonNode;

/**
 * All clients lose their streams at once, as when a gateway ends, and come back within
 * five seconds, each with the last event that it has seen.
 */
record ReconnectStorm(Run run, MeasuredStack stack, Gateway gateway, WatchedJobs jobs) {

	private static final String ORDER = "open 5000";

	private static final String GATEWAY = "followsync_gateway";

	void measure(Case many) throws Exception {
		Path paths = this.run.data().resolveSibling("storm.paths");
		Files.write(paths, IntStream.range(0, many.jobs()).mapToObj(this.jobs::path).toList());
		List<Double> statements = new ArrayList<>();
		List<Double> failed = new ArrayList<>();
		List<Double> seconds = new ArrayList<>();
		List<Double> cpu = new ArrayList<>();
		try (LoadProcess clients = LoadProcess.start(Watchers.class, this.run.data().resolveSibling("storm.log"),
				"127.0.0.1", Integer.toString(this.gateway.port()), paths.toString(),
				Integer.toString(many.streams()))) {
			clients.send(ORDER);
			clients.answer(LoadProcess.TO_ANSWER);
			for (int round = 1; round <= this.run.rounds(); round++) {
				clients.send("close");
				clients.answer(LoadProcess.TO_ANSWER);
				this.gateway.awaitStreams(0);
				this.stack.statements().reset();
				double before = this.gateway.cpuSeconds();
				clients.send(ORDER);
				JsonNode opened = clients.answer(LoadProcess.TO_ANSWER);
				double took = opened.path("seconds").asDouble();
				statements.add(forStreams() / took / many.jobs());
				failed.add(many.streams() - opened.path("open").asDouble());
				seconds.add(took);
				cpu.add((this.gateway.cpuSeconds() - before) * 1000 / many.streams());
			}
			this.run.record(Row.of("streams.storm.failed." + many,
					"refused or broken of those who reconnect within 5 s, " + many.text(), Series.of("", failed),
					Goal.atMost(0)));
			this.run.record(Row
				.of("streams.storm.statements." + many,
						"database statements a job and second meanwhile, " + many.text(), Series.of("", statements),
						Goal.atMost(1))
				.with("until all are back", Series.of("s", seconds))
				.with("CPU of the gateway a client", Series.of("ms", cpu))
				.with("most memory of the gateway",
						Series.of("MB", Processes.peakResidentMegabytes(this.stack.parts().gateway().pid()))));
			clients.send("close");
			clients.answer(LoadProcess.TO_ANSWER);
			this.gateway.awaitStreams(0);
		}
	}

	// Without what a gateway asks whether or not anybody watches.
	private long forStreams() throws SQLException {
		Statements statements = this.stack.statements();
		return statements.calls(GATEWAY)
				- statements.calls(GATEWAY, "%fleet_figures%").values().stream().mapToLong(Long::longValue).sum();
	}

}
