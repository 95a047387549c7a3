package io.followsync.gateway.capacity;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.jobs.JobResult;
import io.followsync.gateway.jobs.TestJobs;
import io.followsync.gateway.jobs.TestJobs.TestJob;
import io.followsync.job.JobState;
import io.followsync.vault.Fingerprints;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** A gateway that holds few connections, whose clients must read within two seconds. */
@TestPropertySource(properties = { "followsync.capacity.max-connections=20", "followsync.capacity.write-timeout=2s",
		"followsync.results.max-downloads-per-address=3" })
class ClientConnectionsTests extends GatewayIntegrationTest {

	private static final ConditionFactory SOON = Awaitility.await().atMost(Duration.ofSeconds(30));

	private static final int SIP = 64 * 1024;

	private static final String CSV = "Accept: text/csv\r\n";

	@Autowired
	private Fingerprints fingerprints;

	@Autowired
	private MeterRegistry meters;

	private final List<Socket> clients = new ArrayList<>();

	private TestJob job;

	@BeforeEach
	void prepare() {
		TestJobs jobs = new TestJobs(this.database, this.fingerprints);
		this.job = jobs.insert(JobState.COMPLETED);
		jobs.result(this.job.id(), JobResult.View.MUTUAL, "n%s", 50_000);
	}

	@AfterEach
	void hangUp() throws IOException {
		for (Socket client : this.clients) {
			client.close();
		}
		SOON.until(() -> gauge("followsync.connections.open") == 0);
	}

	@Test
	void refusesConnectionsAboveTheLimitButAnswersHealth() throws IOException {
		for (int i = 0; i < 20; i++) {
			connect(SIP);
		}
		SOON.until(() -> gauge("followsync.connections.open") == 20);

		String refusal = new String(ask("/api/health", "").getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

		assertThat(refusal).startsWith("HTTP/1.1 503 ")
			.contains("\r\nRetry-After: ", "\r\nConnection: close", "\r\nContent-Security-Policy: ");
		assertThat(this.meters.counter("followsync.connections.refused").count()).isPositive();
		this.management.get().uri("/actuator/health/liveness").exchange().expectStatus().isOk();
		this.clients.removeFirst().close();
		SOON.until(() -> gauge("followsync.connections.open") == 19);
		assertThat(ask("/api/health", "Connection: close\r\n").getInputStream().readAllBytes())
			.asString(StandardCharsets.UTF_8)
			.startsWith("HTTP/1.1 200 ");
	}

	@Test
	void closesADownloadThatNobodyReads() throws IOException {
		double before = this.meters.counter("followsync.connections.stalled").count();
		ask(this.job.path() + "/result?view=mutual", CSV);
		SOON.until(() -> gauge("followsync.downloads.open") == 1);
		assertThat(gauge("followsync.answers.reserved.bytes")).isPositive();

		SOON.until(() -> this.meters.counter("followsync.connections.stalled").count() > before);

		SOON.until(() -> gauge("followsync.downloads.open") == 0);
		SOON.until(() -> gauge("followsync.answers.reserved.bytes") == 0);
	}

	@Test
	void sendsEverythingToASlowReader() throws IOException {
		InputStream answer = ask(connect(SIP), this.job.path() + "/result?view=mutual", CSV + "Connection: close\r\n")
			.getInputStream();
		StringBuilder received = new StringBuilder();
		// For longer than the write timeout.
		SOON.pollInterval(Duration.ofMillis(60)).until(() -> {
			byte[] sip = answer.readNBytes(SIP);
			received.append(new String(sip, StandardCharsets.UTF_8));
			return sip.length < SIP;
		});
		assertThat(received).contains("n050000").endsWith("0\r\n\r\n");
	}

	@Test
	void limitsTheDownloadsOfAnAddress() throws IOException {
		for (int i = 0; i < 3; i++) {
			ask(this.job.path() + "/result?view=mutual", CSV);
		}
		SOON.until(() -> gauge("followsync.downloads.open") == 3);

		String refusal = new String(
				ask(this.job.path() + "/result?view=mutual", CSV + "Connection: close\r\n").getInputStream()
					.readAllBytes(),
				StandardCharsets.UTF_8);

		assertThat(refusal).startsWith("HTTP/1.1 503 ").contains("Retry-After", "Too many downloads at once");
	}

	private double gauge(String name) {
		return this.meters.get(name).gauge().value();
	}

	private Socket ask(String path, String headers) throws IOException {
		return ask(connect(4096), path, headers);
	}

	private static Socket ask(Socket client, String path, String headers) throws IOException {
		client.getOutputStream()
			.write("GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n".formatted(path, headers)
				.getBytes(StandardCharsets.US_ASCII));
		return client;
	}

	private Socket connect(int receiveBuffer) throws IOException {
		Socket client = new Socket();
		this.clients.add(client);
		client.setReceiveBufferSize(receiveBuffer);
		client.setSoTimeout(20_000);
		client.connect(new InetSocketAddress("127.0.0.1", this.port));
		return client;
	}

}
