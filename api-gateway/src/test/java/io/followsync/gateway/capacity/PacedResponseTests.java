package io.followsync.gateway.capacity;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.ChannelOption;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;

import static org.assertj.core.api.Assertions.assertThat;

class PacedResponseTests {

	private static final Duration IN_TIME = Duration.ofSeconds(20);

	private static final int BUFFER = 16 * 1024;

	private static final int BUFFERS = 500;

	private final AtomicInteger made = new AtomicInteger();

	@Test
	void makesNoMoreThanTheClientTakes() throws IOException {
		DisposableServer server = serve();
		try (Socket client = new Socket()) {
			client.setReceiveBufferSize(BUFFER);
			client.connect(new InetSocketAddress("127.0.0.1", server.port()));
			client.getOutputStream()
				.write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			Awaitility.await()
				.atMost(IN_TIME)
				.pollInterval(Duration.ofMillis(100))
				.during(Duration.ofMillis(500))
				.until(() -> this.made.get() > 0 && hasNotMovedSince(this.made.get()));
			// By itself the connection would have taken 128 more than the sockets hold.
			assertThat(this.made.get()).isLessThan(100);

			int received = client.getInputStream().readAllBytes().length;

			assertThat(received).isGreaterThan(BUFFER * BUFFERS);
			assertThat(this.made.get()).isEqualTo(BUFFERS);
		}
		finally {
			server.disposeNow();
		}
	}

	private final AtomicInteger before = new AtomicInteger(-1);

	private boolean hasNotMovedSince(int now) {
		return this.before.getAndSet(now) == now;
	}

	private DisposableServer serve() {
		Flux<DataBuffer> body = Flux.range(0, BUFFERS).map((n) -> {
			this.made.incrementAndGet();
			return DefaultDataBufferFactory.sharedInstance.wrap(new byte[BUFFER]);
		});
		return HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.childOption(ChannelOption.SO_SNDBUF, BUFFER)
			.handle(new ReactorHttpHandlerAdapter((request, response) -> new PacedResponse(response).writeWith(body)))
			.bindNow();
	}

}
