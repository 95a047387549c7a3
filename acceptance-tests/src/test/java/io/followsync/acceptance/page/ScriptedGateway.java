package io.followsync.acceptance.page;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * The page of a real gateway with one job whose events come at a fixed rate; the
 * gateway's own events are too rare to show what a browser can handle.
 */
final class ScriptedGateway implements AutoCloseable {

	static final String JOB = "00000000000000aa";

	private static final int MEMBERS = 1_000_000;

	private static final int PAGE = 50;

	private final URI gateway;

	private final Duration between;

	private final HttpClient client = HttpClient.newHttpClient();

	private final HttpServer server;

	private final CountDownLatch closed = new CountDownLatch(1);

	ScriptedGateway(URI gateway, Duration between) {
		this.gateway = gateway;
		this.between = between;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::passOn);
		this.server.createContext("/api/v1/jobs/" + JOB, (exchange) -> answer(exchange, job(1)));
		this.server.createContext("/api/v1/jobs/" + JOB + "/events", this::stream);
		this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.server.start();
	}

	URI url() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	private void passOn(HttpExchange exchange) throws IOException {
		try {
			HttpResponse<byte[]> page = this.client.send(
					HttpRequest.newBuilder(this.gateway.resolve(exchange.getRequestURI().getPath())).build(),
					HttpResponse.BodyHandlers.ofByteArray());
			for (String name : List.of("Content-Type", "Content-Security-Policy")) {
				page.headers().firstValue(name).ifPresent((value) -> exchange.getResponseHeaders().set(name, value));
			}
			exchange.sendResponseHeaders(page.statusCode(), page.body().length);
			exchange.getResponseBody().write(page.body());
			exchange.close();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void stream(HttpExchange exchange) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
		exchange.sendResponseHeaders(200, 0);
		try (OutputStream body = exchange.getResponseBody()) {
			for (int seq = 1; !this.closed.await(this.between.toMillis(), TimeUnit.MILLISECONDS); seq++) {
				body.write("id:0000aaaa-%d\nevent:progress\ndata:%s\n\n".formatted(seq, job(seq))
					.getBytes(StandardCharsets.UTF_8));
				body.flush();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void answer(HttpExchange exchange, String json) throws IOException {
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	private static String job(int seq) {
		return """
				{"seq":%d,"state":"RUNNING","phase":"FOLLOWERS","lists":{"followers":{"fetched":%d,"declared":%d,"pages":%d,"walk":1,\
				"verdict":null},"following":{"fetched":0,"declared":900,"pages":0,"walk":1,"verdict":null}},"position":0,"budget":null,\
				"startedAt":"2026-01-01T00:00:00Z","waitingFor":null,"resumesAt":null,"failure":null,"at":"%s"}"""
			.formatted(seq, seq * PAGE, MEMBERS, seq, Instant.now());
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.server.stop(0);
	}

}
