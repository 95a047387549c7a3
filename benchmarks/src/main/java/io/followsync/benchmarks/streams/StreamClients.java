package io.followsync.benchmarks.streams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.load.LoadProcess;
import io.followsync.benchmarks.report.Series;
import tools.jackson.databind.JsonNode;

/** The clients of one server in a process of their own, and what each round found. */
final class StreamClients implements AutoCloseable {

	private static final long WARM_UP = TimeUnit.SECONDS.toNanos(8);

	private final EventServer server;

	private final StreamCase streams;

	private final LoadProcess clients;

	private final List<Round> rounds = new ArrayList<>();

	private StreamClients(EventServer server, StreamCase streams, LoadProcess clients) {
		this.server = server;
		this.streams = streams;
		this.clients = clients;
	}

	/** Starts them; no stream is open yet. */
	static StreamClients start(Run run, String name, EventServer server, StreamCase streams) throws IOException {
		Path paths = run.data().resolveSibling(name + ".paths");
		Files.write(paths, IntStream.range(0, streams.jobs()).mapToObj(server::path).toList());
		return new StreamClients(server, streams,
				LoadProcess.start(StreamClientsMain.class, run.data().resolveSibling(name + ".log"), "127.0.0.1",
						Integer.toString(server.port()), paths.toString(), Integer.toString(streams.streams())));
	}

	/** Opens the streams within that time; tells how many are open then. */
	JsonNode open(int millis) {
		return ask("open " + millis);
	}

	/** Opens the streams; none of them may fail. */
	void openAll(int millis) {
		JsonNode opened = open(millis);
		if (opened.path("open").asInt() != this.streams.streams()) {
			throw new IllegalStateException("not all of %s are open: %s".formatted(this.streams.text(), opened));
		}
	}

	/** Closes the streams, and waits until the server has noticed. */
	void closeAll() {
		ask("close");
		this.server.awaitStreams(0);
	}

	/** Publishes for some seconds, and forgets all events that come. */
	void warmUp(ProgressLoad load) throws Exception {
		for (long began = System.nanoTime(); System.nanoTime() - began < WARM_UP;) {
			load.publish(this.server::publish);
		}
		discard();
	}

	/** Forgets all events until there is half a second of silence. */
	void discard() {
		ask("discard");
	}

	void measure(ProgressLoad load) throws Exception {
		double before = this.server.cpuSeconds();
		ProgressLoad.Pace pace = load.publish(this.server::publish);
		JsonNode delays = ask("report " + load.deliveries());
		this.rounds.add(new Round(delays, pace, this.server.cpuSeconds() - before));
	}

	/** Milliseconds from the time that an event states, such as {@code p99}. */
	Series delay(String percentile) {
		return series("ms", (round) -> round.delays().path(percentile).asDouble());
	}

	/** Of those that had to come. */
	Series lost(ProgressLoad load) {
		return series("deliveries", (round) -> load.deliveries() - round.count());
	}

	Series cpuOfADelivery() {
		return series("µs", (round) -> round.cpuSeconds() * TimeUnit.SECONDS.toMicros(1) / round.count());
	}

	Series maxSlip() {
		return series("ms", (round) -> round.pace().maxSlip());
	}

	Series eventsPerSecond() {
		return series("/s", (round) -> round.pace().perSecond());
	}

	private Series series(String unit, ToDoubleFunction<Round> figure) {
		return Series.of(unit, this.rounds, figure);
	}

	private JsonNode ask(String command) {
		this.clients.send(command);
		return this.clients.answer(LoadProcess.ANSWER_TIMEOUT);
	}

	@Override
	public void close() {
		this.clients.close();
	}

	/**
	 * What one round found.
	 *
	 * @param delays of the deliveries
	 * @param cpuSeconds that the server used
	 */
	private record Round(JsonNode delays, ProgressLoad.Pace pace, double cpuSeconds) {

		double count() {
			return this.delays.path("count").asDouble();
		}

	}

}
