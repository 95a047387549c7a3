package io.followsync.gateway.capacity;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.followsync.gateway.edge.ClientAddress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.Channel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/** A server that refuses whoever would wait, while a client uploads a megabyte. */
@Timeout(30)
class LingeringCloseTests {

	private static final int MEGABYTE = 1024 * 1024;

	private static final int CALLS_PER_CLIENT = 2;

	private final CallSlots slots = new CallSlots(
			new Capacity(new Capacity.MemoryPlan(100, 4 * CALLS_PER_CLIENT, 1, 1), null), new SimpleMeterRegistry());

	private final CompletableFuture<Channel> connection = new CompletableFuture<>();

	private DisposableServer server;

	@BeforeEach
	void serve() {
		IntStream.range(0, CALLS_PER_CLIENT).forEach((n) -> assertThat(this.slots.enter(gate(), "127.0.0.1")).isTrue());
		this.slots.close();
		this.server = HttpServer.create().host("127.0.0.1").port(0).doOnChannelInit((observer, channel, remote) -> {
			channel.pipeline().addBefore(NettyPipeline.HttpTrafficHandler, "calls", gate());
			this.connection.complete(channel);
		}).handle((request, response) -> Mono.never()).bindNow();
	}

	private CallGate gate() {
		return new CallGate(this.slots, ClientAddress.behind(0));
	}

	@AfterEach
	void end() {
		this.server.disposeNow();
	}

	@Test
	void whoeverIsRefusedDuringAnUploadSeesTheAnswer() throws IOException {
		try (Socket client = upload()) {
			assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
				.startsWith("HTTP/1.1 503 ");
		}

		awaitClosed(Duration.ofSeconds(4));
	}

	@Test
	void closesAConnectionThatItsClientKeepsOpen() throws IOException {
		try (Socket client = upload()) {
			assertThat(client.getInputStream().readAllBytes()).isNotEmpty();

			awaitClosed(Duration.ofSeconds(10));
		}
	}

	private Socket upload() throws IOException {
		Socket client = new Socket("127.0.0.1", this.server.port());
		client.getOutputStream()
			.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n".formatted(MEGABYTE)
				.getBytes(StandardCharsets.US_ASCII));
		client.getOutputStream().write(new byte[MEGABYTE]);
		return client;
	}

	private void awaitClosed(Duration time) {
		Awaitility.await().atMost(time).until(() -> !this.connection.join().isOpen());
	}

}
