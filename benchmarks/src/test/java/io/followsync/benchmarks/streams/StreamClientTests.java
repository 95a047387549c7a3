package io.followsync.benchmarks.streams;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.followsync.benchmarks.process.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class StreamClientTests {

	private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

	private static final Duration BOUND = Duration.ofSeconds(10);

	private final List<Long> delays = new ArrayList<>();

	private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);

	private final InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

	private final StreamClient stream = new StreamClient("/events/1", this.loopback, this.delays::add);

	private Selector selector;

	private ServerSocketChannel server;

	@BeforeEach
	void listen() throws IOException {
		this.selector = Selector.open();
		this.server = ServerSocketChannel.open().bind(this.loopback);
	}

	@AfterEach
	void close() throws IOException {
		this.stream.close();
		this.selector.close();
		this.server.close();
	}

	@Test
	void countsAnEventOnceThatComesInSeveralReads() throws IOException {
		try (SocketChannel client = open()) {
			String event = chunk(event(7, Instant.now().minusSeconds(2)));
			int[] cuts = { event.indexOf("\"at\"") + 2, event.indexOf("Z\"") - 3, event.length() };
			write(client, HEAD);
			proceedUntil("the answer", () -> this.stream.status() == 200);
			int begin = 0;
			for (int cut : cuts) {
				assertThat(this.delays).isEmpty();
				write(client, event.substring(begin, cut));
				proceed();
				begin = cut;
			}
			proceedUntil("the event", () -> !this.delays.isEmpty());
			assertThat(this.delays).singleElement()
				.satisfies((nanos) -> assertThat(Duration.ofNanos(nanos)).isBetween(Duration.ofSeconds(2),
						Duration.ofSeconds(12)));
		}
	}

	@Test
	void countsEachEventOfAReadAndNoHeartbeat() throws IOException {
		try (SocketChannel client = open()) {
			Instant now = Instant.now();
			write(client, HEAD + chunk("retry:2000\n\n") + chunk(event(1, now)) + chunk(":heartbeat\n\n")
					+ chunk(event(2, now)) + chunk("event:ping\ndata:\n\n"));
			proceedUntil("both events", () -> this.delays.size() == 2);
			write(client, chunk(event(3, now)));
			proceedUntil("the third", () -> this.delays.size() == 3);
		}
	}

	@Test
	void resumesAfterTheLastEventThatItHasSeen() throws IOException {
		try (SocketChannel client = open()) {
			write(client, HEAD + chunk(event(41, Instant.now())) + chunk(event(42, Instant.now())));
			proceedUntil("both events", () -> this.delays.size() == 2);
		}
		proceedUntil("the end", this.stream::isBroken);
		this.stream.forgetAnswer();

		this.stream.open(this.selector, (InetSocketAddress) this.server.getLocalAddress());

		try (SocketChannel client = this.server.accept()) {
			assertThat(readRequest(client)).contains("Last-Event-ID: 42\r\n");
		}
	}

	@Test
	void seesARefusal() throws IOException {
		try (SocketChannel client = open()) {
			write(client, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
			proceedUntil("the answer", () -> this.stream.status() == 503);
		}
	}

	private SocketChannel open() throws IOException {
		this.stream.open(this.selector, (InetSocketAddress) this.server.getLocalAddress());
		SocketChannel client = this.server.accept();
		assertThat(readRequest(client)).startsWith("GET /events/1 HTTP/1.1\r\n").doesNotContain("Last-Event-ID");
		return client;
	}

	private String readRequest(SocketChannel client) throws IOException {
		client.configureBlocking(false);
		ByteBuffer request = ByteBuffer.allocate(4096);
		Await.until("the request", BOUND, () -> {
			proceed();
			client.read(request);
			return text(request).endsWith("\r\n\r\n");
		});
		return text(request);
	}

	private static String text(ByteBuffer bytes) {
		return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
	}

	private void proceedUntil(String what, Await.Condition<IOException> condition) throws IOException {
		Await.until(what, BOUND, () -> {
			proceed();
			return condition.isMet();
		});
	}

	private void proceed() throws IOException {
		this.selector.select((key) -> this.stream.proceed(key, this.buffer), 20);
	}

	private static void write(SocketChannel client, String text) throws IOException {
		client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
	}

	private static String event(long seq, Instant at) {
		return "id:%d\nevent:progress\ndata:%s\n\n".formatted(seq, WatchedJobs.data(seq, at));
	}

	private static String chunk(String text) {
		return "%x\r\n%s\r\n".formatted(text.length(), text);
	}

}
