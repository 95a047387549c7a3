package io.followsync.gateway.streaming.web;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.jobs.JobStates;
import io.followsync.gateway.jobs.TestJobs;
import io.followsync.gateway.jobs.TestJobs.TestJob;
import io.followsync.job.JobProgress;
import io.followsync.job.JobState;
import io.followsync.messaging.MessageCodec;
import io.followsync.messaging.ProgressEvent;
import io.followsync.messaging.Topics;
import io.followsync.vault.Fingerprints;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;

class StreamTests extends GatewayIntegrationTest {

	private static final Duration TIMEOUT = Duration.ofSeconds(15);

	private static final ParameterizedTypeReference<ServerSentEvent<String>> FRAME = new ParameterizedTypeReference<>() {
	};

	@Autowired
	private Fingerprints fingerprints;

	@Autowired
	private KafkaTemplate<byte[], byte[]> kafka;

	@Autowired
	private JobStates states;

	@Autowired
	private MeterRegistry meters;

	private TestJobs jobs;

	private TestJob job;

	@BeforeEach
	void prepare() {
		this.jobs = new TestJobs(this.database, this.fingerprints);
		this.job = this.jobs.insert(JobState.RUNNING);
		Awaitility.await()
			.atMost(TIMEOUT)
			.until(() -> this.meters.get("followsync.streams.feed.ready").gauge().value() == 1);
	}

	@Test
	void forbidsProxiesToBufferOrCache() {
		var answer = client(Disposables.composite()).get()
			.uri(this.job.path() + "/events")
			.accept(MediaType.TEXT_EVENT_STREAM)
			.exchangeToMono((response) -> response.bodyToFlux(FRAME)
				.next()
				.map((first) -> List.of(response.headers().asHttpHeaders(), first)))
			.block(TIMEOUT);
		var headers = (HttpHeaders) answer.getFirst();
		assertThat(headers.getContentType().isCompatibleWith(MediaType.TEXT_EVENT_STREAM)).isTrue();
		assertThat(headers.getCacheControl()).isEqualTo("no-store");
		assertThat(headers.getFirst("X-Accel-Buffering")).isEqualTo("no");
		assertThat(((ServerSentEvent<?>) answer.getLast()).retry()).as("random, so that clients do not return at once")
			.isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/jobs/", "/api/v1/jobs/" })
	void streamsFromTheSnapshotToTheEnd(String prefix) {
		StepVerifier.create(events(prefix + this.job.capability().value() + "/events", null)).assertNext((event) -> {
			assertThat(event.event()).isEqualTo("snapshot");
			assertThat(event.id()).isEqualTo(id(2));
			assertThat(event.data()).contains("\"seq\":2", "\"state\":\"RUNNING\"", "\"phase\":\"FOLLOWERS\"",
					"\"followers\":{\"fetched\":0");
		}).then(() -> {
			this.jobs.move(this.job.id(), JobState.PARKED);
			announce();
		}).assertNext((event) -> {
			assertThat(event.event()).isEqualTo("waiting");
			assertThat(event.id()).isEqualTo(id(3));
			assertThat(event.data()).contains("\"waitingFor\":\"BUDGET\"", "\"resumesAt\":\"2030-01-01T00:00:00Z\"");
		}).then(() -> {
			this.jobs.move(this.job.id(), JobState.RUNNING);
			announce();
		}).assertNext((event) -> assertThat(event.event()).isEqualTo("progress")).then(() -> {
			this.jobs.move(this.job.id(), JobState.FAILED);
			announce();
		}).assertNext((event) -> {
			assertThat(event.event()).isEqualTo("failed");
			assertThat(event.data()).contains("\"failure\":{\"kind\":\"INCOMPLETE\"");
		}).expectComplete().verify(TIMEOUT);
	}

	@Test
	void snapshotOfAQueuedJobHasItsPosition() {
		TestJob queued = this.jobs.insert(JobState.QUEUED);
		StepVerifier.create(events(queued.path() + "/events", null))
			.assertNext((event) -> assertThat(event.data()).contains("\"position\":1"))
			.thenCancel()
			.verify(TIMEOUT);
	}

	@Test
	void deliversAnEndWhoseEventWasLost() {
		StepVerifier.create(events(this.job.path() + "/events", null))
			.assertNext((event) -> assertThat(event.event()).isEqualTo("snapshot"))
			.then(() -> this.jobs.move(this.job.id(), JobState.COMPLETED))
			.assertNext((event) -> assertThat(event.event()).isEqualTo("completed"))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void endsWhenTheJobIsRemoved() {
		StepVerifier.create(events(this.job.path() + "/events", null))
			.assertNext((event) -> assertThat(event.event()).isEqualTo("snapshot"))
			.then(() -> this.jobs.run("DELETE FROM jobs WHERE id = :id", this.job.id()))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void resumesAfterTheLastEventIdByHeaderOrParameter() {
		for (String query : List.of("", "?lastEventId=" + id(2))) {
			StepVerifier
				.create(events(this.job.path() + "/events" + query, query.isEmpty() ? id(2) : null)
					.map(ServerSentEvent::id))
				.expectSubscription()
				.expectNoEvent(Duration.ofMillis(300))
				.thenCancel()
				.verify(TIMEOUT);
		}
	}

	@Test
	void answersNoContentToAReconnectAfterTheEnd() {
		this.jobs.move(this.job.id(), JobState.COMPLETED);
		StepVerifier.create(events(this.job.path() + "/events", id(2)))
			.assertNext((event) -> assertThat(event.id()).isEqualTo(id(3)))
			.expectComplete()
			.verify(TIMEOUT);
		this.web.get()
			.uri(this.job.path() + "/events")
			.header("Last-Event-ID", id(3))
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.NO_CONTENT);
	}

	@Test
	void reportsErrorsInTheFormatOfItsApi() {
		this.web.get()
			.uri("/api/jobs/0123456789abcdef/events")
			.accept(MediaType.TEXT_EVENT_STREAM)
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectBody()
			.json("{\"error\": \"Job not found\"}");
		this.web.get()
			.uri("/api/v1/jobs/0123456789abcdef/events")
			.accept(MediaType.TEXT_EVENT_STREAM)
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void rejectsStreamsBeyondTheLimit() {
		List<Disposable> open = Stream.generate(() -> events(this.job.path() + "/events", null).subscribe())
			.limit(50)
			.toList();
		try {
			awaitOpenStreams(50);
			this.web.get()
				.uri(this.job.path() + "/events")
				.accept(MediaType.TEXT_EVENT_STREAM)
				.exchange()
				.expectStatus()
				.isEqualTo(503)
				.expectHeader()
				.contentType(MediaType.APPLICATION_PROBLEM_JSON)
				.expectHeader()
				.exists("Retry-After")
				.expectHeader()
				.valueEquals("Connection", "close");
		}
		finally {
			open.forEach(Disposable::dispose);
		}
		awaitOpenStreams(0);
	}

	@Test
	void releasesEverythingWhenClientsComeAndGo() {
		List<TestJob> watched = Stream.generate(() -> this.jobs.insert(JobState.RUNNING)).limit(10).toList();
		Flux.range(0, 200)
			.flatMap((n) -> events(watched.get(n % 10).path() + "/events", null).take(n % 2)
				.take(Duration.ofMillis(50))
				// A client that hangs up as the body begins may meet that itself.
				.onErrorComplete(StreamTests::brokenOffByTheClient), 40)
			.blockLast(TIMEOUT);
		awaitOpenStreams(0);
	}

	@Test
	void neverGoesBackForAClientThatKeepsReconnecting() {
		List<Long> seen = new CopyOnWriteArrayList<>();
		Disposable work = Flux.range(0, 60)
			.delayElements(Duration.ofMillis(25))
			.publishOn(Schedulers.boundedElastic())
			.doOnNext((n) -> {
				this.jobs.move(this.job.id(), (n == 59) ? JobState.COMPLETED : JobState.RUNNING);
				if (n % 3 != 0) {
					announce();
				}
			})
			.subscribe();
		Flux.defer(() -> events(this.job.path() + "/events", seen.isEmpty() ? null : id(seen.getLast())).take(3)
			.map((event) -> Long.valueOf(event.id().substring(9)))
			.doOnNext(seen::add)).repeat(() -> seen.getLast() < 62).blockLast(TIMEOUT);
		work.dispose();
		assertThat(seen).isSorted().doesNotHaveDuplicates().last().isEqualTo(62L);
	}

	private static boolean brokenOffByTheClient(Throwable ex) {
		return ex instanceof WebClientResponseException answer && answer.getStatusCode().is2xxSuccessful();
	}

	private void announce() {
		JobProgress progress = this.states.find(this.job.id()).block(TIMEOUT).progress();
		this.kafka.send(Topics.PROGRESS, MessageCodec.key(this.job.id()),
				new MessageCodec().encode(new ProgressEvent(this.job.id(), progress)));
	}

	// Closes its connection when it is cancelled, which a WebClient alone does not if the
	// answer has come and nobody reads its body yet: it then reads on until the end.
	private Flux<ServerSentEvent<String>> events(String path, String lastEventId) {
		return Flux.using(Disposables::composite,
				(connections) -> client(connections).get()
					.uri(path)
					.accept(MediaType.TEXT_EVENT_STREAM)
					.headers((headers) -> {
						if (lastEventId != null) {
							headers.set("Last-Event-ID", lastEventId);
						}
					})
					.retrieve()
					.bodyToFlux(FRAME)
					.filter((frame) -> frame.event() != null),
				Disposable::dispose);
	}

	private String id(long seq) {
		return this.job.id().run() + "-" + seq;
	}

	private void awaitOpenStreams(int count) {
		Awaitility.await()
			.atMost(TIMEOUT)
			.until(() -> this.meters.get("followsync.streams.open").gauge().value() == count);
	}

	private WebClient client(Disposable.Composite connections) {
		return WebClient.builder()
			.clientConnector(new ReactorClientHttpConnector(HttpClient.newConnection().doOnConnected(connections::add)))
			.baseUrl("http://127.0.0.1:" + this.port)
			.build();
	}

}
