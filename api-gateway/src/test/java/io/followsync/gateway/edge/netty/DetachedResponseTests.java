package io.followsync.gateway.edge.netty;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.channel.socket.nio.NioSocketChannel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

class DetachedResponseTests {

	private static final int TIMEOUT_MILLIS = 10_000;

	private final BlockingQueue<DetachedResponse> bodies = new LinkedBlockingQueue<>();

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile WeakReference<ServerWebExchange> call;

	private DisposableServer server;

	@BeforeEach
	void start() {
		this.server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.idleTimeout(Duration.ofMillis(300))
			.handle(new ReactorHttpHandlerAdapter(WebHttpHandlerBuilder.webHandler(this::answer).build()))
			.bindNow();
	}

	@AfterEach
	void stop() {
		this.server.disposeNow();
	}

	@Test
	void sendsOneChunkedBodyAndCloses() throws Exception {
		try (Socket client = ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
			DetachedResponse body = body();
			send(body, "second");
			body.execute(body::end);
			assertThat(text(client)).containsIgnoringCase("\r\nconnection: close\r\n")
				.endsWith("\r\n\r\n5\r\nfirst\r\n6\r\nsecond\r\n0\r\n\r\n");
		}
		assertThat(this.closed.await(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
	}

	@Test
	void staysOpenForAClientThatWantedTheConnectionClosedAfterTheResponse() throws Exception {
		try (Socket client = ask("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")) {
			DetachedResponse body = body();
			send(body, "second");
			body.execute(body::end);
			assertThat(text(client)).endsWith("first\r\n6\r\nsecond\r\n0\r\n\r\n");
		}
	}

	@Test
	void sendsNoChunksToAnOldClient() throws Exception {
		try (Socket client = ask("GET / HTTP/1.0\r\nHost: x\r\n\r\n")) {
			DetachedResponse body = body();
			send(body, "second");
			body.execute(body::end);
			assertThat(text(client)).doesNotContainIgnoringCase("transfer-encoding").endsWith("\r\n\r\nfirstsecond");
		}
	}

	@Test
	void outlivesTheIdleTimeoutAndIgnoresWhatTheClientSays() throws Exception {
		try (Socket client = ask("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET /pipelined HTTP/1.1\r\nHost: x\r\n\r\n")) {
			DetachedResponse body = body();
			client.getOutputStream().write("\r\nstill there?".getBytes(StandardCharsets.US_ASCII));
			assertThat(this.closed.await(1, TimeUnit.SECONDS)).isFalse();
			send(body, "second");
			body.execute(body::end);
			assertThat(text(client)).endsWith("first\r\n6\r\nsecond\r\n0\r\n\r\n");
			assertThat(this.bodies).isEmpty();
		}
	}

	@Test
	void disconnectsAClientThatKeepsTalking() throws Exception {
		try (Socket client = ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
			body();
			client.getOutputStream().write(new byte[64 * 1024]);
			assertThat(this.closed.await(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
		}
	}

	@Test
	void learnsThatTheClientHasHungUp() throws Exception {
		try (Socket client = ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
			body();
			assertThat(this.closed.getCount()).isEqualTo(1);
			client.shutdownOutput();
		}
		assertThat(this.closed.await(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
	}

	@Test
	void keepsNothingOfTheCallAlive() throws Exception {
		try (Socket client = ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
			DetachedResponse body = body();
			Awaitility.await().atMost(Duration.ofMillis(TIMEOUT_MILLIS)).until(() -> {
				System.gc();
				return this.call.get() == null;
			});
			body.execute(body::end);
			assertThat(text(client)).endsWith("0\r\n\r\n");
		}
	}

	@Test
	void aConnectionThatIsGoneBeforehandIsClosedForItsOwner() {
		HttpServerResponse gone = mock();
		given(gone.withConnection(any())).willAnswer((call) -> {
			Connection connection = mock();
			given(connection.channel()).willReturn(new NioSocketChannel());
			call.<Consumer<Connection>>getArgument(0).accept(connection);
			return gone;
		});
		AbstractServerHttpResponse response = mock();
		given(response.<HttpServerResponse>getNativeResponse()).willReturn(gone);
		ServerWebExchange exchange = mock();
		given(exchange.getResponse()).willReturn(response);
		DetachedResponse.Owner owner = mock();

		DetachedResponse.detachAfterHead(exchange, DataSize.ofKilobytes(16), owner);

		then(owner).should().onClosed();
	}

	private Mono<Void> answer(ServerWebExchange exchange) {
		this.call = new WeakReference<>(exchange);
		DetachedResponse.detachAfterHead(exchange, DataSize.ofKilobytes(16), new DetachedResponse.Owner() {
			@Override
			public void onDetached(DetachedResponse body) {
				DetachedResponseTests.this.bodies.add(body);
			}

			@Override
			public void onClosed() {
				DetachedResponseTests.this.closed.countDown();
			}
		});
		ServerHttpResponse response = exchange.getResponse();
		return response
			.writeWith(Flux.just(response.bufferFactory().wrap("first".getBytes(StandardCharsets.US_ASCII))));
	}

	private DetachedResponse body() throws InterruptedException {
		return this.bodies.poll(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
	}

	private static void send(DetachedResponse body, String text) {
		DetachedResponse.Chunk chunk = DetachedResponse.Chunk.of(text.getBytes(StandardCharsets.US_ASCII));
		body.execute(() -> body.send(chunk));
	}

	private Socket ask(String request) throws IOException {
		Socket client = new Socket("127.0.0.1", this.server.port());
		client.setSoTimeout(TIMEOUT_MILLIS);
		client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
		return client;
	}

	private static String text(Socket client) throws IOException {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		InputStream in = client.getInputStream();
		in.transferTo(all);
		return all.toString(StandardCharsets.US_ASCII);
	}

}
