package io.followsync.acceptance.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.followsync.stack.StackConfig;

/** Receives the traces of a stack's services: OTLP over HTTP, kept as received. */
public final class SpanCollector {

	private static final String PATH = "/v1/traces";

	private final List<byte[]> received = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	private SpanCollector() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
		this.server.createContext(PATH, this::receive);
		this.server.start();
	}

	/** The collector of all traced stacks of these tests; it lives as long as they do. */
	static SpanCollector shared() {
		return Shared.COLLECTOR;
	}

	StackConfig in(StackConfig config) {
		String endpoint = "http://127.0.0.1:" + this.server.getAddress().getPort() + PATH;
		return config.withProperty("gateway", "followsync.tracing.endpoint", endpoint)
			.withProperty("worker", "followsync.tracing.endpoint", endpoint);
	}

	/** Each export as sent. */
	public List<byte[]> exports() {
		return List.copyOf(this.received);
	}

	/** The exports as text, in which every string appears unchanged. */
	public List<String> texts() {
		return this.received.stream().map((bytes) -> new String(bytes, StandardCharsets.ISO_8859_1)).toList();
	}

	private void receive(HttpExchange exchange) throws IOException {
		try (exchange) {
			this.received.add(exchange.getRequestBody().readAllBytes());
			exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
			exchange.sendResponseHeaders(200, -1);
		}
	}

	private static final class Shared {

		static final SpanCollector COLLECTOR = new SpanCollector();

	}

}
