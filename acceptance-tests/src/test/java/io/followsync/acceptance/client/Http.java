package io.followsync.acceptance.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

import io.netty.channel.ChannelOption;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestBodySpec;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Sends requests to one server. Every answer must come in time or the test fails. Each
 * request has a connection of its own: one that an outage has ended is never met again.
 */
public final class Http {

	static final Duration IN_TIME = Duration.ofSeconds(60);

	private static final int MAX_MS_TO_CONNECT = 10_000;

	private static final WebClient CLIENT = WebClient.builder()
		.clientConnector(new ReactorClientHttpConnector(HttpClient.newConnection()
			.disableRetry(true)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, MAX_MS_TO_CONNECT)))
		.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(-1))
		.build();

	private final URI server;

	private final Map<String, String> headers;

	public Http(URI server) {
		this(server, Map.of());
	}

	private Http(URI server, Map<String, String> headers) {
		this.server = server;
		this.headers = headers;
	}

	/** Sends these headers with every request. */
	public Http with(Map<String, String> headers) {
		return new Http(this.server, headers);
	}

	/** Where a page of this server comes from. */
	String origin() {
		return "http://" + this.server.getAuthority();
	}

	public Reply get(String path) {
		return get(path, MediaType.APPLICATION_JSON_VALUE);
	}

	public Reply get(String path, String accept) {
		return send(request(HttpMethod.GET, path).header("Accept", accept));
	}

	public Reply get(String path, Map<String, String> headers) {
		return send(request(HttpMethod.GET, path).headers((all) -> all.setAll(headers)));
	}

	public Reply post(String path, Map<String, String> headers) {
		return send(request(HttpMethod.POST, path).headers((all) -> all.setAll(headers)));
	}

	public Reply delete(String path) {
		return send(request(HttpMethod.DELETE, path));
	}

	public Reply putJson(String path, Object body) {
		return send(json(HttpMethod.PUT, path, body));
	}

	public Reply postJson(String path, Object body) {
		return send(json(HttpMethod.POST, path, body));
	}

	/** Sends without waiting for the answer. */
	public CompletableFuture<Reply> postJsonLater(String path, Object body) {
		return reply(json(HttpMethod.POST, path, body)).toFuture();
	}

	public Reply post(String path, Upload upload) {
		return send(request(HttpMethod.POST, path).body(BodyInserters.fromMultipartData(upload.form())));
	}

	RequestBodySpec request(HttpMethod method, String path) {
		return CLIENT.method(method).uri(this.server.resolve(path)).headers((all) -> all.setAll(this.headers));
	}

	private RequestHeadersSpec<?> json(HttpMethod method, String path, Object body) {
		return request(method, path).contentType(MediaType.APPLICATION_JSON)
			.bodyValue(JsonMapper.shared().writeValueAsBytes(body));
	}

	private static Reply send(RequestHeadersSpec<?> request) {
		return Objects.requireNonNull(reply(request).block());
	}

	private static Mono<Reply> reply(RequestHeadersSpec<?> request) {
		return request.exchangeToMono((response) -> response.toEntity(String.class))
			.map(Reply::new)
			.timeout(IN_TIME)
			.onErrorMap(Http::isNoAnswer, (ex) -> new UncheckedIOException(new IOException(ex)));
	}

	/** Whether the server was away or broke off, which tests with outages expect. */
	static boolean isNoAnswer(Throwable error) {
		return error instanceof WebClientRequestException || error instanceof IOException
				|| error instanceof TimeoutException;
	}

}
