package io.followsync.benchmarks.submissions;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class SubmissionLoadTests {

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private HttpServer server;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	@Test
	void callsThatAreDueWhileTheServerStallsCountFromWhenTheyWereDue() throws InterruptedException {
		AtomicInteger calls = new AtomicInteger();
		answer((exchange) -> {
			if (calls.incrementAndGet() == 50) {
				stall(Duration.ofSeconds(1));
			}
			reply(exchange, 200);
		});

		Map<String, Double> found = load().handle("open 1 2 100");

		// Only one call met the stall; a hundred were due meanwhile.
		assertThat(found.get("p99")).isGreaterThan(900);
		assertThat(found.get("p90")).isGreaterThan(500);
		assertThat(found.get("count")).isEqualTo(201);
	}

	@Test
	void refusalsAreNoFastCalls() throws InterruptedException {
		AtomicInteger calls = new AtomicInteger();
		answer((exchange) -> reply(exchange, (calls.getAndIncrement() % 2 == 0) ? 200 : 503));

		Map<String, Double> found = load().handle("open 1 1 100");

		assertThat(found.get("count")).isEqualTo(51);
		assertThat(found.get("refused")).isEqualTo(50);
		assertThat(found.get("broken")).isZero();
		assertThat(found.get("perSecond")).isBetween(30.0, 51.0);
	}

	@Test
	void aClientThatLosesItsConnectionCounts() throws InterruptedException {
		answer(HttpExchange::close);

		Map<String, Double> found = load().handle("closed 2 1");

		assertThat(found.get("broken")).isEqualTo(2);
		assertThat(found.get("count")).isZero();
	}

	private SubmissionLoad load() {
		return new SubmissionLoad(this.server.getAddress().getHostString(), this.server.getAddress().getPort());
	}

	private void answer(HttpHandler handler) {
		this.server.createContext("/api/analyze", handler);
	}

	private static void reply(HttpExchange exchange, int status) throws IOException {
		exchange.getRequestBody().readAllBytes();
		exchange.sendResponseHeaders(status, 2);
		exchange.getResponseBody().write(new byte[] { '{', '}' });
		exchange.close();
	}

	private static void stall(Duration time) {
		long end = System.nanoTime() + time.toNanos();
		while (System.nanoTime() - end < 0) {
			LockSupport.parkNanos(end - System.nanoTime());
		}
	}

}
