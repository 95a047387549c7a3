package io.followsync.benchmarks.streams;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.followsync.benchmarks.load.LatencyRecorder;
import io.followsync.benchmarks.process.Await;
import tools.jackson.databind.json.JsonMapper;

/**
 * Load: thousands of clients of one server, each address of the loopback network being a
 * machine of its own with up to 190 of them. Orders: {@code open MILLIS} (spread over
 * that time; those that were open before resume), {@code close}, {@code discard} (events
 * that have come, or still come until there is half a second of silence) and
 * {@code report COUNT} (of the events since then; waits up to 30 s for so many).
 */
final class StreamClientsMain {

	private static final System.Logger log = System.getLogger(StreamClientsMain.class.getName());

	static final Clock CLOCK = Clock.systemUTC();

	private static final int MAX_PER_ADDRESS = 190;

	private static final int BUFFER = 256 * 1024;

	private static final double NANOS_A_SECOND = TimeUnit.SECONDS.toNanos(1);

	private static final Duration ARRIVE_TIMEOUT = Duration.ofSeconds(30);

	private static final Duration QUIET = Duration.ofMillis(500);

	private static final long OPEN_TIMEOUT = TimeUnit.SECONDS.toNanos(60);

	private final InetSocketAddress server;

	private final Selector selector = Selector.open();

	// Sockets are touched by one thread only.
	private final Queue<Step> steps = new ConcurrentLinkedQueue<>();

	private final List<StreamClient> all;

	private final LatencyRecorder delays = new LatencyRecorder();

	private StreamClientsMain(InetSocketAddress server, List<String> paths, int count) throws IOException {
		this.server = server;
		this.all = IntStream.range(0, count)
			.mapToObj((n) -> new StreamClient(paths.get(n % paths.size()), address(n / MAX_PER_ADDRESS),
					this.delays::addNanos))
			.toList();
	}

	/** Arguments: host, port, a file with a path on each line, number of clients. */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		StreamClientsMain clients = new StreamClientsMain(
				new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1])),
				Files.readAllLines(Path.of(arguments[2])), Integer.parseInt(arguments[3]));
		Thread.ofPlatform().daemon().name("stream-clients").start(clients::run);
		BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String order = orders.readLine(); order != null; order = orders.readLine()) {
			System.out.println(JsonMapper.shared().writeValueAsString(clients.handle(order.split(" "))));
		}
	}

	private static InetSocketAddress address(int number) {
		return new InetSocketAddress("127.0.%d.%d".formatted(1 + number / 200, 1 + number % 200), 0);
	}

	private Map<String, Double> handle(String[] order) throws InterruptedException {
		return switch (order[0]) {
			case "open" -> open(TimeUnit.MILLISECONDS.toNanos(Long.parseLong(order[1])));
			case "close" -> close();
			case "discard" -> {
				this.delays.discard(QUIET, ARRIVE_TIMEOUT);
				yield Map.of();
			}
			case "report" -> this.delays.take(Long.parseLong(order[1]), ARRIVE_TIMEOUT).summary();
			default -> throw new IllegalArgumentException(order[0]);
		};
	}

	private Map<String, Double> open(long span) {
		this.all.forEach(StreamClient::forgetAnswer);
		long began = System.nanoTime();
		for (int i = 0; i < this.all.size(); i++) {
			long due = began + span / this.all.size() * i;
			Await.deadline(due);
			StreamClient next = this.all.get(i);
			enqueue(() -> next.open(this.selector, this.server));
		}
		while (this.all.stream().anyMatch((client) -> client.status() == 0 && !client.isBroken())
				&& System.nanoTime() - began < OPEN_TIMEOUT) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
		}
		double seconds = (System.nanoTime() - began) / NANOS_A_SECOND;
		return Map.of("open", count(200), "refused", count(503), "broken",
				(double) this.all.stream().filter((client) -> client.status() == 0 || client.isBroken()).count(),
				"seconds", seconds);
	}

	private double count(int status) {
		return this.all.stream().filter((client) -> client.status() == status && !client.isBroken()).count();
	}

	private Map<String, Double> close() throws InterruptedException {
		CountDownLatch closed = new CountDownLatch(1);
		enqueue(() -> {
			for (StreamClient client : this.all) {
				client.close();
			}
			closed.countDown();
		});
		if (!closed.await(ARRIVE_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
			throw new IllegalStateException("the streams do not close");
		}
		return Map.of();
	}

	private void enqueue(Step step) {
		this.steps.add(step);
		this.selector.wakeup();
	}

	private void run() {
		ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
		try {
			while (true) {
				this.selector.select((key) -> {
					if (key.isValid() && key.attachment() instanceof StreamClient client) {
						client.proceed(key, buffer);
					}
				});
				for (Step next = this.steps.poll(); next != null; next = this.steps.poll()) {
					next.run();
				}
			}
		}
		catch (IOException | RuntimeException ex) {
			log.log(System.Logger.Level.ERROR, "The clients cannot go on", ex);
			// Without this thread nothing that is reported would be true.
			Runtime.getRuntime().halt(1);
		}
	}

	@FunctionalInterface
	private interface Step {

		void run() throws IOException;

	}

}
