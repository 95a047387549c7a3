package io.followsync.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.followsync.acceptance.client.RawRequest;
import io.followsync.acceptance.client.Upload;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.KnownSessions;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.job.Session;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Searches for every session that any earlier test used on this stack, not only its own.
 */
@StackTest(StackKind.QUIET)
@Order(20)
class SecrecyAcceptanceTests {

	@Test
	void noSecretOrCapabilityLeaks(Stack stack) {
		Set<String> secrets = new TreeSet<>();
		secrets.add(completed(stack));
		secrets.add(failed(stack));
		secrets.add(refused(stack));
		secrets.add(imported(stack));
		secrets.addAll(undecodable(stack));
		String stillRunning = running(stack);
		secrets.add(stillRunning);
		secrets.addAll(KnownSessions.secrets());

		Map<String, List<String>> places = places(stack);

		assertThat(stack.gateway().http().delete("/api/v1/jobs/" + stillRunning).status()).isEqualTo(202);
		assertThat(stack.gateway().awaitEnd(stillRunning).path("state").asString("")).isEqualTo("CANCELLED");
		places.forEach((place, texts) -> {
			for (String secret : secrets) {
				assertThat(texts).as(place).noneMatch((text) -> text.contains(secret));
			}
		});
		assertThatAllWasLookedThrough(places);
	}

	private static void assertThatAllWasLookedThrough(Map<String, List<String>> places) {
		assertThat(places.get("gateway.log")).as("the gateway's log").anyMatch((text) -> text.contains("Accepted"));
		assertThat(places.get("worker-1.log")).as("a worker's log").anyMatch((text) -> text.contains("job claimed"));
		assertThat(places.get("metrics of worker 1")).anyMatch((text) -> text.contains("followsync_pages_total"));
		assertThat(places.get("metrics of the gateway")).anyMatch((text) -> text.contains("http_server_requests"));
		assertThat(places.get("traces")).as("spans read")
			.anyMatch((text) -> text.contains("http post /api/analyze"))
			.anyMatch((text) -> text.contains("instagram request"));
		assertThat(places.get("topics")).as("topics read")
			.anyMatch((text) -> text.startsWith("sync.requests "))
			.anyMatch((text) -> text.startsWith("sync.progress "));
		assertThat(places.get("tables")).as("tables read")
			.anyMatch((text) -> text.startsWith("jobs "))
			.anyMatch((text) -> text.startsWith("job_credentials.sealed "));
	}

	private static Map<String, List<String>> places(Stack stack) {
		Map<String, List<String>> places = new LinkedHashMap<>();
		for (Path log : stack.logs()) {
			places.merge(log.getFileName().toString(), List.of(text(log)),
					(some, more) -> Stream.concat(some.stream(), more.stream()).toList());
		}
		assertThat(places).containsKeys("gateway.log", "worker-1.log", "worker-2.log", "simulator.log", "server.log");
		places.put("tables", stack.tables().dump());
		places.put("topics", stack.topics().records());
		places.put("metrics of the gateway", List.of(stack.metricsOfGateway()));
		places.put("metrics of worker 1", List.of(stack.metricsOf(1)));
		places.put("metrics of worker 2", List.of(stack.metricsOf(2)));
		places.put("traces", stack.spans().texts());
		return places;
	}

	private static String completed(Stack stack) {
		String job = stack.gateway().submit(stack.instagram().place(Population.small()).session());
		stack.gateway().awaitResult(job);
		stack.gateway().status(job);
		stack.gateway().result(job).pages("fans", 100);
		return job;
	}

	private static String failed(Stack stack) {
		Account account = stack.instagram().place(Population.small());
		account.fault("followers", 3, "login_required");
		String job = stack.gateway().submit(account.session());
		stack.gateway().awaitFailure(job);
		stack.gateway().events(job).watchUntil((event) -> true);
		return job;
	}

	private static String refused(Stack stack) {
		Session dead = stack.instagram().place(Population.small()).session();
		stack.instagram().kill(dead);
		String job = stack.gateway().submit(dead);
		stack.gateway().awaitFailure(job);
		stack.gateway().trySubmit(dead);
		stack.gateway().http().delete("/api/v1/jobs/" + job + "/nothing");
		return job;
	}

	/** Requests that no HTTP client would send, about a job that exists. */
	private static List<String> undecodable(Stack stack) {
		String job = stack.gateway().submit(stack.instagram().place(Population.small()).session());
		String secret = "c0ffee" + job;
		RawRequest raw = stack.gateway().raw();
		String start = "GET /api/status/" + job + " HTTP/1.1\r\nHost: localhost\r\n";
		assertThat(raw.status(start + "Cookie: a=" + secret.repeat(500) + "\r\n\r\n")).isEqualTo(431);
		assertThat(raw.status(start + "Bad name " + secret + ": 1\r\n\r\n")).isEqualTo(400);
		assertThat(raw.status(start + "Content-Length: " + secret + "\r\n\r\n")).isEqualTo(400);
		assertThat(raw.status("POST /api/analyze?" + job + " HTTP/1.1\r\nHost: localhost\r\n"
				+ "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nx" + secret + "\r\n\r\n"))
			.isEqualTo(400);
		assertThat(raw.status("GET /api/status/" + job + " HTTP/2.0\r\n\r\n")).isEqualTo(400);
		assertThat(raw.status("GET /api/status/" + job + "?%zz HTTP/1.1\r\nHost: localhost\r\n\r\n")).isEqualTo(400);
		assertThat(raw.status("GET /?" + secret.repeat(500) + " HTTP/1.1\r\nHost: localhost\r\n\r\n")).isEqualTo(414);
		return List.of(job, secret);
	}

	private static String imported(Stack stack) {
		List<String> names = IntStream.range(0, 20).mapToObj("person.%03d"::formatted).toList();
		Instant newest = Instant.parse("2026-10-01T12:00:00Z");
		String job = stack.gateway()
			.upload(new Upload(Map.of("followers_1.json", ExportFiles.followers(names, newest, Duration.ofDays(3)),
					"following.json", ExportFiles.following(names, newest, Duration.ofDays(3)))));
		stack.gateway().awaitResult(job);
		return job;
	}

	/** Keeps its credential in the database while everything is searched. */
	private static String running(Stack stack) {
		Account account = stack.instagram().place(Population.small().answeringIn(1000));
		String job = stack.gateway().submit(account.session());
		account.awaitPages(1);
		return job;
	}

	private static String text(Path file) {
		try {
			return Files.readString(file, StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
