package io.followsync.gateway.streaming.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.jobs.JobStates;
import io.followsync.gateway.jobs.TestJobs;
import io.followsync.gateway.jobs.TestJobs.TestJob;
import io.followsync.job.JobId;
import io.followsync.job.JobState;
import io.followsync.vault.Fingerprints;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/** As many watchers at the same moment as a restarted gateway meets. */
@Import(StreamBurstTests.Counting.class)
class StreamBurstTests extends GatewayIntegrationTest {

	private static final int JOBS = 10;

	private static final int WATCHERS_OF_A_JOB = 25;

	private static final int ADDRESSES = 50;

	// A second or two on an idle machine.
	private static final ConditionFactory IN_TIME = Awaitility.await().atMost(Duration.ofMinutes(1));

	@Autowired
	private Fingerprints fingerprints;

	@Autowired
	private CountedStates states;

	private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();

	private final AtomicInteger ended = new AtomicInteger();

	private final Disposable.Composite watching = Disposables.composite();

	private final ConnectionProvider connections = ConnectionProvider.builder("watchers")
		.maxConnections(JOBS * WATCHERS_OF_A_JOB)
		.build();

	private TestJobs jobs;

	@BeforeEach
	void prepare() {
		this.jobs = new TestJobs(this.database, this.fingerprints);
	}

	@AfterEach
	void hangUp() {
		this.watching.dispose();
		this.connections.dispose();
	}

	@Test
	void admitsABurstWithOneReadPerJob() {
		List<TestJob> watched = Stream.generate(() -> this.jobs.insert(JobState.RUNNING)).limit(JOBS).toList();
		int before = this.states.reads.get();
		long began = System.nanoTime();

		watch(watched);

		IN_TIME.until(() -> this.answers.values().stream().mapToInt(AtomicInteger::get).sum(),
				(count) -> count == JOBS * WATCHERS_OF_A_JOB);
		int seconds = (int) Math.ceil((System.nanoTime() - began) / 1e9);
		assertThat(this.answers).containsOnlyKeys(200);
		// One to begin with and one after its first watcher has joined; again in
		// each second that a busy machine takes longer.
		assertThat(this.states.reads.get() - before).isLessThanOrEqualTo(2 * JOBS * (seconds + 1));
		watched.forEach((job) -> this.jobs.move(job.id(), JobState.COMPLETED));
		IN_TIME.until(this.ended::get, (count) -> count == JOBS * WATCHERS_OF_A_JOB);
	}

	private void watch(List<TestJob> watched) {
		HttpClient client = HttpClient.create(this.connections).baseUrl("http://127.0.0.1:" + this.port);
		this.watching.add(Flux.range(0, JOBS * WATCHERS_OF_A_JOB)
			.flatMap((n) -> watch(client, watched.get(n % JOBS), n % ADDRESSES), JOBS * WATCHERS_OF_A_JOB)
			.subscribe());
	}

	private Mono<Void> watch(HttpClient client, TestJob job, int address) {
		return client
			.headers((headers) -> headers.set("Accept", "text/event-stream")
				.set("X-Forwarded-For", "192.0.2." + address))
			.get()
			.uri(job.path() + "/events")
			.response((response, body) -> {
				this.answers.computeIfAbsent(response.status().code(), (code) -> new AtomicInteger()).incrementAndGet();
				return body.asString();
			})
			.then()
			.doOnSuccess((end) -> this.ended.incrementAndGet())
			.onErrorResume((ex) -> {
				this.answers.computeIfAbsent(0, (code) -> new AtomicInteger()).incrementAndGet();
				return Mono.empty();
			});
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Counting {

		@Bean
		static BeanPostProcessor countReads() {
			return new BeanPostProcessor() {
				@Override
				public Object postProcessAfterInitialization(Object bean, String name) {
					return (bean instanceof JobStates states) ? new CountedStates(states) : bean;
				}
			};
		}

	}

	/** The real ones, and how often a single state was read. */
	record CountedStates(JobStates real, AtomicInteger reads) implements JobStates {

		CountedStates(JobStates real) {
			this(real, new AtomicInteger());
		}

		@Override
		public Mono<Snapshot> find(JobId job) {
			return this.real.find(job).doOnSubscribe((subscription) -> this.reads.incrementAndGet());
		}

		@Override
		public Flux<Change> changesSince(Map<JobId, Long> known) {
			return this.real.changesSince(known);
		}

	}

}
