package io.followsync.simulator.faults;

import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.followsync.simulator.SimulatorApplication;
import io.followsync.simulator.SimulatorClient;
import io.followsync.simulator.SimulatorTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HangTests extends SimulatorTest {

	private final HttpClient client = HttpClient.newHttpClient();

	@BeforeEach
	void planFault() {
		planFault(this.simulator);
	}

	@Test
	void hangsUntilTheClientGivesUp() throws Exception {
		HttpRequest impatient = request(this.simulator).timeout(Duration.ofMillis(400)).build();
		assertThatExceptionOfType(HttpTimeoutException.class)
			.isThrownBy(() -> this.client.send(impatient, HttpResponse.BodyHandlers.discarding()));
		assertThat(this.client.send(impatient, HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(200);
		assertThat(this.simulator.audit(this.account).at("/requests/0/status").asInt(-1)).isZero();
	}

	@Test
	void closesTheConnectionOfAPatientClient() throws Exception {
		// Not by HttpClient: it would ask a second time by itself.
		try (Socket socket = new Socket("127.0.0.1", this.simulator.port())) {
			socket.setSoTimeout(20_000);
			long before = System.nanoTime();
			socket.getOutputStream().write("""
					GET /api/v1/friendships/%1$d/followers/ HTTP/1.1\r
					Host: 127.0.0.1\r
					X-IG-App-ID: 936619743392459\r
					Cookie: sessionid=%1$d%%3AaBcDeF%%3A20\r
					\r
					""".formatted(this.account).getBytes(StandardCharsets.US_ASCII));
			assertThat(socket.getInputStream().read()).isEqualTo(-1);
			assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(1400));
		}
	}

	@Test
	void shutdownDoesNotWaitForAHangingRequest() {
		CompletableFuture<HttpResponse<Void>> answer;
		long before;
		try (ConfigurableApplicationContext other = SpringApplication.run(SimulatorApplication.class,
				"--server.port=0")) {
			SimulatorClient simulator = new SimulatorClient(
					other.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
			planFault(simulator);
			answer = this.client.sendAsync(request(simulator).build(), HttpResponse.BodyHandlers.discarding());
			await(simulator);
			before = System.nanoTime();
		}
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
		assertThat(answer).failsWithin(Duration.ofSeconds(5));
	}

	private void planFault(SimulatorClient simulator) {
		simulator.place(this.account, 30, 30, 10);
		simulator.faults(this.account, "[{\"list\":\"followers\",\"kind\":\"hang\"}]");
	}

	private void await(SimulatorClient simulator) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.until(() -> simulator.audit(this.account).get("total").asInt() == 1);
	}

	private HttpRequest.Builder request(SimulatorClient simulator) {
		return simulator.sessionOf(this.account).request("/api/v1/friendships/" + this.account + "/followers/");
	}

}
