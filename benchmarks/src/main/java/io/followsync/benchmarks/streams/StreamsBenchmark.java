package io.followsync.benchmarks.streams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.load.Latencies;
import io.followsync.benchmarks.load.LoadProcess;
import io.followsync.benchmarks.report.Chart;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import io.followsync.benchmarks.stack.MeasuredStack;
import tools.jackson.databind.JsonNode;

/**
 * Streams of one gateway, in the container that the product states, beside as many
 * subscribers of nchan: memory a stream, and the time from the commit of a state to its
 * arrival. Everything that a client does is the same for both.
 */
public final class StreamsBenchmark implements Benchmark {

	private static final int[] STREAMS = { 1_000, 5_000, 15_000 };

	private static final int MAX = 15_000;

	private static final int WARM_UP_WAVES = 10;

	private static final double MEMORY_GOAL = 20;

	private static final double DELAY_GOAL = 2;

	@Override
	public String name() {
		return "streams";
	}

	@Override
	public void measure(Run run) throws Exception {
		try (Nchan nchan = Nchan.start(run.data().resolveSibling("nchan"));
				MeasuredStack stack = MeasuredStack.start(run,
						(config) -> config.withWorkers(0)
							.withProperty("gateway", "followsync.streaming.max-streams-per-job", "20000"));
				WatchedJobs jobs = WatchedJobs.submit(stack, MAX);
				ProgressConsumer consumer = ProgressConsumer.start(stack.parts().kafka().bootstrapServers(),
						WatchedJobs.TOPIC)) {
			run.say("submitted " + MAX + " jobs");
			Gateway gateway = new Gateway(stack);
			List<Comparison> comparisons = new ArrayList<>();
			for (int streams : STREAMS) {
				for (int watched : new int[] { 1, 100, streams }) {
					comparisons.add(compare(run, new Case(streams, watched), gateway, nchan, jobs, consumer));
				}
			}
			run.record(chart(comparisons));
			for (int watched : new int[] { 1, 100, MAX }) {
				new ReconnectStorm(run, stack, gateway, jobs).measure(new Case(MAX, watched));
			}
		}
	}

	private static Comparison compare(Run run, Case many, Gateway gateway, Nchan nchan, WatchedJobs jobs,
			ProgressConsumer consumer) throws Exception {
		Waves waves = new Waves(many.jobs());
		try (LoadProcess ours = watch(run, "ours", gateway.port(), jobs::path, many);
				LoadProcess theirs = watch(run, "nchan", nchan.port(), Nchan::path, many)) {
			// Once for the compiler and the heap, which has its size from then on.
			open(ours);
			ours.send("close");
			ours.answer(LoadProcess.TO_ANSWER);
			gateway.awaitStreams(0);
			double empty = gateway.liveKilobytes();
			double resident = gateway.residentKilobytes();
			double nchanResident = nchan.residentMegabytes() * 1024;
			JsonNode opened = open(ours);
			open(theirs);
			for (int wave = 0; wave < WARM_UP_WAVES; wave++) {
				waves.send(jobs::move);
				waves.send((channel) -> waves.publish(nchan, channel));
			}
			report(ours);
			report(theirs);
			consumer.report();
			Delays delays = new Delays();
			for (int round = 1; round <= run.rounds(); round++) {
				double before = gateway.cpuSeconds();
				waves.send(jobs::move);
				delays.ours(report(ours), gateway.cpuSeconds() - before, consumer.report());
				before = nchan.cpuSeconds();
				waves.send((channel) -> waves.publish(nchan, channel));
				delays.theirs(report(theirs), nchan.cpuSeconds() - before);
			}
			Series live = Series.of("KB", (gateway.liveKilobytes() - empty) / many.streams());
			run.record(Row
				.of("streams.memory." + many, "memory a stream, " + many.text() + ": live heap and direct buffers",
						live, Goal.atMost(MEMORY_GOAL))
				.with("resident set", Series.of("KB", (gateway.residentKilobytes() - resident) / many.streams()))
				.with("resident set, nchan",
						Series.of("KB", (nchan.residentMegabytes() * 1024 - nchanResident) / many.streams()))
				.with("streams open", Series.of("", opened.path("open").asDouble())));
			run.record(delays.row(many));
			ours.send("close");
			ours.answer(LoadProcess.TO_ANSWER);
			gateway.awaitStreams(0);
			return new Comparison(many, delays.p99(), delays.nchanP99());
		}
	}

	private static LoadProcess watch(Run run, String server, int port, IntFunction<String> path, Case many)
			throws IOException {
		Path paths = run.data().resolveSibling("streams-" + server + ".paths");
		Files.write(paths, IntStream.range(0, many.jobs()).mapToObj(path).toList());
		return LoadProcess.start(Watchers.class, run.data().resolveSibling("streams-" + server + ".log"), "127.0.0.1",
				Integer.toString(port), paths.toString(), Integer.toString(many.streams()));
	}

	private static JsonNode open(LoadProcess watchers) {
		watchers.send("open 3000");
		return watchers.answer(LoadProcess.TO_ANSWER);
	}

	private static JsonNode report(LoadProcess watchers) throws InterruptedException {
		TimeUnit.MILLISECONDS.sleep(500);
		watchers.send("report");
		return watchers.answer(LoadProcess.TO_ANSWER);
	}

	private static Chart chart(List<Comparison> comparisons) {
		return Chart
			.of("streams", "From the commit of a state to the client, 99th percentile", "ms",
					comparisons.stream().map((one) -> one.many().toString()).toList())
			.onLogarithmicAxis()
			.with("Followsync", comparisons.stream().map(Comparison::ours).toList())
			.with("nchan", comparisons.stream().map(Comparison::nchan).toList());
	}

	/** So many streams of so many jobs. */
	record Case(int streams, int jobs) {

		String text() {
			return "%,d streams of %,d %s".formatted(this.streams, this.jobs, (this.jobs == 1) ? "job" : "jobs");
		}

		@Override
		public String toString() {
			return this.streams + "." + this.jobs;
		}

	}

	private record Comparison(Case many, double ours, double nchan) {
	}

	/** What was seen in each round. */
	private static final class Delays {

		private final List<JsonNode> ours = new ArrayList<>();

		private final List<JsonNode> theirs = new ArrayList<>();

		private final List<Double> consumed = new ArrayList<>();

		private final List<Double> cpu = new ArrayList<>();

		private final List<Double> nchanCpu = new ArrayList<>();

		void ours(JsonNode round, double seconds, Latencies consumer) {
			this.consumed.add(consumer.millis(99));
			this.ours.add(round);
			this.cpu.add(seconds * 1e6 / round.path("count").asDouble());
		}

		void theirs(JsonNode round, double seconds) {
			this.theirs.add(round);
			this.nchanCpu.add(seconds * 1e6 / round.path("count").asDouble());
		}

		double p99() {
			return series("ms", this.ours, "p99").median();
		}

		double nchanP99() {
			return series("ms", this.theirs, "p99").median();
		}

		Row row(Case many) {
			Series p99 = series("ms", this.ours, "p99");
			Series nchan = series("ms", this.theirs, "p99");
			return Row
				.of("streams.delay." + many, "commit to client, 99th percentile, against nchan, " + many.text(),
						p99.dividedBy(nchan), Goal.atMost(DELAY_GOAL))
				.with("p99", p99)
				.with("p99, nchan", nchan)
				.with("p99 to a plain consumer of the broker", Series.of("ms", this.consumed))
				.with("p50", series("ms", this.ours, "p50"))
				.with("p50, nchan", series("ms", this.theirs, "p50"))
				.with("CPU a delivery", Series.of("µs", this.cpu))
				.with("CPU a delivery, nchan", Series.of("µs", this.nchanCpu))
				.with("deliveries a round", series("", this.ours, "count"))
				.with("deliveries a round, nchan", series("", this.theirs, "count"));
		}

		private static Series series(String unit, List<JsonNode> rounds, String name) {
			return Series.of(unit, rounds.stream().map((round) -> round.path(name).asDouble()).toList());
		}

	}

}
