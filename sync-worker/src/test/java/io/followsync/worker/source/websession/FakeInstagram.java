package io.followsync.worker.source.websession;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.followsync.credential.WebSession;
import io.followsync.worker.tracing.Spans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.codec.http.HttpHeaders;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A loopback server that gives the answers a test sets and records its requests. */
final class FakeInstagram implements AutoCloseable {

	static final WebSession SESSION = new WebSession("csrfSECRETone", "5012345678%3AsessionSECRETtwo%3A20");

	private final List<Received> received = new CopyOnWriteArrayList<>();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final ConnectionProvider connections = ConnectionProvider.create("test", 5);

	private final DisposableServer server;

	private volatile Script script = (request, response) -> response.status(500).send();

	interface Script {

		Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response);

	}

	record Received(String uri, HttpHeaders headers) {

		Map<String, String> cookies() {
			Map<String, String> cookies = new HashMap<>();
			for (String cookie : this.headers.get("Cookie").split("; ")) {
				cookies.put(cookie.substring(0, cookie.indexOf('=')), cookie.substring(cookie.indexOf('=') + 1));
			}
			return cookies;
		}

	}

	FakeInstagram() {
		this.server = HttpServer.create().host("127.0.0.1").port(0).compress(true).handle((request, response) -> {
			this.received.add(new Received(request.uri(), request.requestHeaders().copy()));
			return this.script.answer(request, response);
		}).bindNow(Duration.ofSeconds(10));
	}

	void answers(Script script) {
		this.script = script;
	}

	void answers(int status, String type, String body) {
		answers((request, response) -> response.status(status)
			.header("Content-Type", type)
			.sendByteArray(Mono.just(body.getBytes(StandardCharsets.UTF_8))));
	}

	void answersJson(String body) {
		answers(200, "application/json; charset=utf-8", body);
	}

	List<Received> received() {
		return this.received;
	}

	Received last() {
		return this.received.getLast();
	}

	SimpleMeterRegistry meters() {
		return this.meters;
	}

	URI address() {
		return URI.create("http://127.0.0.1:" + this.server.port());
	}

	WebSessionConfiguration.Properties properties(String... namesAndValues) {
		Map<String, String> values = new HashMap<>(Map.of("followsync.instagram.base-url", address().toString()));
		for (int i = 0; i < namesAndValues.length; i += 2) {
			values.put("followsync.instagram." + namesAndValues[i], namesAndValues[i + 1]);
		}
		return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("followsync.instagram",
				WebSessionConfiguration.Properties.class);
	}

	WebSessionReader reader(String... namesAndValues) {
		return reader(SESSION, namesAndValues);
	}

	WebSessionReader reader(WebSession session, String... namesAndValues) {
		return new WebSessionReader(client(namesAndValues), session, session.claimedAccount());
	}

	InstagramClient client(String... namesAndValues) {
		return new WebSessionConfiguration().instagramClient(properties(namesAndValues), this.connections, this.meters,
				Spans.NONE);
	}

	@Override
	public void close() {
		this.server.disposeNow(Duration.ofSeconds(10));
		this.connections.disposeLater().block(Duration.ofSeconds(10));
	}

}
