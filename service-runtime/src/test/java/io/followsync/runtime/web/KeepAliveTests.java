package io.followsync.runtime.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.GracefulShutdownResult;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.WebServer;
import org.springframework.http.server.reactive.HttpHandler;

import static org.assertj.core.api.Assertions.assertThat;

/** What the services need of the web server's connections. */
class KeepAliveTests {

	private static final int CLIENTS = 16;

	private static final int REQUESTS = 100;

	@Test
	void doesNotDelayTheShutdown() throws Exception {
		NettyReactiveWebServerFactory factory = new NettyReactiveWebServerFactory(0);
		factory.setShutdown(Shutdown.GRACEFUL);
		WebServer server = factory.getWebServer(answeringFromAnotherThread());
		server.start();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort())).build();
		List<HttpClient> clients = Stream.generate(KeepAliveTests::client).limit(CLIENTS).toList();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<?>> asking = new ArrayList<>();
			clients.forEach((client) -> asking.add(threads.submit(() -> askOften(client, request))));
			for (Future<?> done : asking) {
				done.get();
			}

			assertThat(shutDown(server)).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(GracefulShutdownResult.IDLE);
		}
		finally {
			server.stop();
			clients.forEach(HttpClient::close);
		}
	}

	private static HttpHandler answeringFromAnotherThread() {
		return (request, response) -> response
			.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap("here".getBytes(StandardCharsets.UTF_8)))
				.subscribeOn(Schedulers.parallel()));
	}

	private static HttpClient client() {
		return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
	}

	/** On one connection, which is kept alive afterwards. */
	private static void askOften(HttpClient client, HttpRequest request) {
		try {
			for (int asked = 0; asked < REQUESTS; asked++) {
				assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("here");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static CompletableFuture<GracefulShutdownResult> shutDown(WebServer server) {
		CompletableFuture<GracefulShutdownResult> result = new CompletableFuture<>();
		server.shutDownGracefully(result::complete);
		return result;
	}

}
