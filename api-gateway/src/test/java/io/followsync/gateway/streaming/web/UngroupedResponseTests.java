package io.followsync.gateway.streaming.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** A response whose groups are sent at once, without Reactor Netty's grouping. */
class UngroupedResponseTests {

	private static final Duration IN_TIME = Duration.ofSeconds(10);

	@Test
	void neverWritesInGroups() {
		MockServerHttpResponse written = new MockServerHttpResponse();
		StreamController.UngroupedResponse response = new StreamController.UngroupedResponse(
				new ServerHttpResponseDecorator(written) {
					@Override
					public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
						throw new AssertionError("Groups can stall");
					}
				});

		response.writeAndFlushWith(Flux.just("one ", "two ", "three").map((text) -> Flux.just(buffer(text))))
			.block(IN_TIME);

		assertThat(written.getBodyAsString().block(IN_TIME)).isEqualTo("one two three");
	}

	@Test
	void sendsEachGroupBeforeTheNextArrives() throws InterruptedException {
		Sinks.Many<String> texts = Sinks.many().unicast().onBackpressureBuffer();
		DisposableServer server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.handle(new ReactorHttpHandlerAdapter(
					(request, response) -> new StreamController.UngroupedResponse(response)
						.writeAndFlushWith(texts.asFlux().map((text) -> Flux.just(buffer(text))))))
			.bindNow();
		BlockingQueue<String> seen = new LinkedBlockingQueue<>();
		try {
			Mono<Void> answer = HttpClient.newConnection()
				.get()
				.uri("http://127.0.0.1:" + server.port() + "/")
				.responseContent()
				.asString()
				.doOnNext(seen::add)
				.then()
				.cache();
			answer.subscribe();
			for (String text : List.of("one", "two", "three")) {
				texts.tryEmitNext(text).orThrow();
				assertThat(seen.poll(IN_TIME.toSeconds(), TimeUnit.SECONDS)).isEqualTo(text);
			}
			texts.tryEmitComplete().orThrow();
			answer.block(IN_TIME);
		}
		finally {
			server.disposeNow();
		}
	}

	private static DataBuffer buffer(String text) {
		return DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

}
