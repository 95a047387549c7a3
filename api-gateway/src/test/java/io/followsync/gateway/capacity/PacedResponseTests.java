package io.followsync.gateway.capacity;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;

import static org.assertj.core.api.Assertions.assertThat;

class PacedResponseTests {

	private static final ConditionFactory IN_TIME = Awaitility.await().atMost(Duration.ofSeconds(20));

	private static final int BUFFER = 16 * 1024;

	private static final int BUFFERS = 500;

	private final Queue<ByteBuf> made = new ConcurrentLinkedQueue<>();

	private final AtomicInteger before = new AtomicInteger(-1);

	private DisposableServer server;

	@BeforeEach
	void serve() {
		NettyDataBufferFactory buffers = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT);
		Flux<DataBuffer> body = Flux.range(0, BUFFERS).map((n) -> {
			ByteBuf buffer = Unpooled.wrappedBuffer(new byte[BUFFER]);
			this.made.add(buffer);
			return buffers.wrap(buffer);
		});
		this.server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.childOption(ChannelOption.SO_SNDBUF, BUFFER)
			.handle(new ReactorHttpHandlerAdapter((request, response) -> new PacedResponse(response).writeWith(body)))
			.bindNow();
	}

	@AfterEach
	void end() {
		this.server.disposeNow();
	}

	@Test
	void producesOnlyWhatTheClientReads() throws IOException {
		try (Socket client = ask()) {
			awaitStandstill();
			// By itself the connection would have taken 128 more than the sockets hold.
			assertThat(this.made).hasSizeLessThan(100);

			int received = client.getInputStream().readAllBytes().length;

			assertThat(received).isGreaterThan(BUFFER * BUFFERS);
			assertThat(this.made).hasSize(BUFFERS);
			awaitAllReleased();
		}
	}

	@Test
	void releasesUnreadBuffersWhenTheClientDisconnects() throws IOException {
		try (Socket client = ask()) {
			awaitStandstill();
			assertThat(this.made).anyMatch((buffer) -> buffer.refCnt() > 0);
		}

		awaitAllReleased();
		assertThat(this.made).hasSizeLessThan(BUFFERS);
	}

	private Socket ask() throws IOException {
		Socket client = new Socket();
		client.setReceiveBufferSize(BUFFER);
		client.connect(new InetSocketAddress("127.0.0.1", this.server.port()));
		client.getOutputStream()
			.write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		return client;
	}

	private void awaitAllReleased() {
		IN_TIME.until(() -> this.made.stream().noneMatch((buffer) -> buffer.refCnt() > 0));
	}

	private void awaitStandstill() {
		IN_TIME.pollInterval(Duration.ofMillis(100))
			.during(Duration.ofMillis(500))
			.until(() -> !this.made.isEmpty() && this.before.getAndSet(this.made.size()) == this.made.size());
	}

}
