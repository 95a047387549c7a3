package io.followsync.benchmarks.streams;

import java.util.ArrayList;
import java.util.List;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.machine.Processes;
import io.followsync.benchmarks.report.Chart;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import io.followsync.benchmarks.stack.MeasuredStack;

/**
 * Streams of one gateway, with the heap that its container would give it, beside as many
 * subscribers of nchan: memory a stream, the time from a state to its arrival, and how
 * many arrive. Everything that a client does is the same for both.
 */
public final class StreamsBenchmark implements Benchmark {

	private static final int[] STREAMS = { 1_000, 5_000, 15_000 };

	private static final int MAX = 15_000;

	private static final int MILLIS_TO_OPEN = 3_000;

	private static final double MEMORY_GOAL = 20;

	private static final double DELAY_GOAL = 2;

	@Override
	public String name() {
		return "streams";
	}

	@Override
	public void measure(Run run) throws Exception {
		try (Nchan nchan = Nchan.start(run.data().resolveSibling("nchan"));
				MeasuredStack stack = MeasuredStack.start(run, (config) -> config.withWorkers(0)
					.withProperty("gateway", "followsync.streaming.max-streams-per-job", "20000"))) {
			run.recordVersion("nchan", Nchan.version());
			Fresh fresh = new Fresh(Processes.residentMegabytes(stack.parts().gateway().pid()),
					nchan.residentMegabytes());
			try (WatchedJobs jobs = WatchedJobs.submit(stack, MAX);
					ProgressConsumer consumer = ProgressConsumer.start(stack.parts().kafka().bootstrapServers(),
							WatchedJobs.TOPIC)) {
				run.say("submitted " + MAX + " jobs");
				Gateway gateway = new Gateway(stack, jobs);
				List<Comparison> comparisons = new ArrayList<>();
				for (int streams : STREAMS) {
					for (int watched : new int[] { 1, 100, streams }) {
						comparisons
							.add(compare(run, new StreamCase(streams, watched), gateway, nchan, consumer, fresh));
					}
				}
				run.record(chart(comparisons));
				for (int watched : new int[] { 1, 100, MAX }) {
					new ReconnectStorm(run, stack.database(), gateway).measure(new StreamCase(MAX, watched));
				}
			}
		}
	}

	private static Comparison compare(Run run, StreamCase streams, Gateway gateway, Nchan nchan,
			ProgressConsumer consumer, Fresh fresh) throws Exception {
		ProgressLoad load = new ProgressLoad(streams);
		try (StreamClients ours = StreamClients.start(run, "streams-gateway", gateway, streams);
				StreamClients theirs = StreamClients.start(run, "streams-nchan", nchan, streams)) {
			// Once for the compiler and the heap, which has its size from then on.
			for (StreamClients clients : List.of(ours, theirs)) {
				clients.openAll(MILLIS_TO_OPEN);
				clients.closeAll();
			}
			double empty = gateway.liveKilobytes();
			ours.openAll(MILLIS_TO_OPEN);
			theirs.openAll(MILLIS_TO_OPEN);
			ours.warmUp(load);
			theirs.warmUp(load);
			consumer.discard();
			List<Double> consumed = new ArrayList<>();
			List<Memory> memory = new ArrayList<>();
			for (int round = 1; round <= run.rounds(); round++) {
				ours.measure(load);
				consumed.add(consumer.awaitDelays(load.events()).millis(99));
				theirs.measure(load);
				memory.add(new Memory(gateway.residentMegabytes(), nchan.residentMegabytes(), gateway.liveKilobytes()));
			}
			ours.closeAll();
			theirs.closeAll();
			// Other things come and go meanwhile: the less there is without streams, the
			// more they take.
			double least = Math.min(empty, gateway.liveKilobytes());
			run.record(live(streams, memory, least, fresh));
			// Fewer streams say nothing: what the submissions took is more.
			if (streams.streams() == MAX) {
				run.record(resident(streams, memory, fresh));
			}
			run.record(delay(streams, ours, theirs, Series.of("ms", consumed)));
			run.record(lost(streams, load, ours, theirs));
			return new Comparison(streams, ours.delay("p99").median(), theirs.delay("p99").median());
		}
	}

	private static Row live(StreamCase streams, List<Memory> rounds, double empty, Fresh fresh) {
		return Row
			.of("streams.memory." + streams,
					"Memory per stream, live heap and direct buffers, %s".formatted(streams.text()),
					Series.of("KB", rounds, (round) -> (round.live() - empty) / streams.streams()),
					Goal.atMost(MEMORY_GOAL))
			.with("resident set of the gateway", Series.of("MB", rounds, Memory::gateway))
			.with("resident set of a fresh gateway", Series.of("MB", fresh.gateway()))
			.with("memory of nchan (proportional set)", Series.of("MB", rounds, Memory::nchan))
			.with("memory of a fresh nchan", Series.of("MB", fresh.nchan()));
	}

	private static Row resident(StreamCase streams, List<Memory> rounds, Fresh fresh) {
		return Row
			.of("streams.resident." + streams,
					"Resident memory per stream, beyond a fresh gateway, %s".formatted(streams.text()),
					Series.of("KB", rounds, (round) -> (round.gateway() - fresh.gateway()) * 1024 / streams.streams()),
					Goal.atMost(MEMORY_GOAL))
			.with("nchan, beyond a fresh one (proportional set)",
					Series.of("KB", rounds, (round) -> (round.nchan() - fresh.nchan()) * 1024 / streams.streams()));
	}

	private static Row delay(StreamCase streams, StreamClients ours, StreamClients theirs, Series consumed) {
		return Row.of("streams.delay." + streams,
				"Event delay, p99, from the state's time (just before its commit) to the client / nchan's, from its publish to the client, "
						+ streams.text(),
				ours.delay("p99").dividedBy(theirs.delay("p99")), Goal.atMost(DELAY_GOAL))
			.with("p99", ours.delay("p99"))
			.with("p99, nchan (no commit, no broker)", theirs.delay("p99"))
			.with("p99 to a plain consumer of the broker", consumed)
			.with("p50", ours.delay("p50"))
			.with("p50, nchan", theirs.delay("p50"))
			.with("CPU a delivery", ours.cpuOfADelivery())
			.with("CPU a delivery, nchan", theirs.cpuOfADelivery())
			.with("events published", ours.eventsPerSecond())
			.with("events published, nchan", theirs.eventsPerSecond())
			.with("largest slip behind the schedule", ours.maxSlip())
			.with("largest slip behind the schedule, nchan", theirs.maxSlip());
	}

	private static Row lost(StreamCase streams, ProgressLoad load, StreamClients ours, StreamClients theirs) {
		return Row
			.of("streams.lost." + streams,
					"Events that did not reach a client, or were replaced by newer ones, " + streams.text(),
					ours.lost(load), Goal.never())
			.with("nchan", theirs.lost(load))
			.with("deliveries in a round", Series.of("deliveries", load.deliveries()));
	}

	private static Chart chart(List<Comparison> comparisons) {
		return Chart
			.of("streams", "From a state's time to the client, 99th percentile", "ms",
					comparisons.stream().map((one) -> one.streams().toString()).toList())
			.onLogarithmicAxis()
			.with("Followsync", comparisons.stream().map(Comparison::ours).toList())
			.with("nchan (from its publish)", comparisons.stream().map(Comparison::nchan).toList());
	}

	/**
	 * What both servers take after a round.
	 *
	 * @param gateway megabytes of its resident set
	 * @param nchan megabytes
	 * @param live kilobytes of the gateway's heap and direct buffers after a collection,
	 * which comes last
	 */
	private record Memory(double gateway, double nchan, double live) {
	}

	/** Megabytes that both servers take before anything is asked of them. */
	private record Fresh(double gateway, double nchan) {
	}

	private record Comparison(StreamCase streams, double ours, double nchan) {
	}

}
