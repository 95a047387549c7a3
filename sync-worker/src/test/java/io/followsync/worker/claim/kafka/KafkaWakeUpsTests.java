package io.followsync.worker.claim.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import io.followsync.embedded.ServicesForTests;
import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.messaging.SyncRequest;
import io.followsync.messaging.Topics;
import io.followsync.runtime.kafka.RecordSender;
import io.followsync.worker.ServicesOfAWorker;
import io.followsync.worker.claim.WakeUps.WakeUp;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BaseSubscriber;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pins the behaviour that this product needs from reactor-kafka.
 */
class KafkaWakeUpsTests {

	private static final Duration BOUND = Duration.ofSeconds(40);

	private static final byte[] POISON_KEY = "a secret key".getBytes(StandardCharsets.UTF_8);

	private static final int LINES_OF_AN_OUTAGE = 500;

	/** About the largest value that a producer sends by default. */
	private static final int LARGEST = 1_048_450;

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final RecordSender sender = ServicesOfAWorker.sender(this.meters);

	private final Disposable.Composite workers = Disposables.composite();

	@BeforeAll
	static void createTopics() throws Exception {
		ServicesOfAWorker.createTopics();
	}

	@AfterEach
	void leave() {
		this.workers.dispose();
		this.sender.stop();
	}

	@ParameterizedTest
	@ValueSource(strings = { "consumer", "classic" })
	void workersShareTheWakeUps(String protocol) {
		Queue<WakeUp> one = work("sharing-" + protocol, protocol);
		Queue<WakeUp> other = work("sharing-" + protocol, protocol);

		Awaitility.await().atMost(BOUND).untilAsserted(() -> {
			send(20);
			assertThat(one).isNotEmpty();
			assertThat(other).isNotEmpty();
		});
	}

	@Test
	void aNewMemberOfTheGroupReceivesLaterWakeUps() {
		Queue<WakeUp> first = work("following", "consumer");
		Awaitility.await().atMost(BOUND).until(() -> {
			send(5);
			return !first.isEmpty();
		});
		this.workers.dispose();
		Queue<WakeUp> second = new ConcurrentLinkedQueue<>();
		Disposable worker = wakeUps("following", "consumer").receive().subscribe((wakeUp) -> {
			second.add(wakeUp);
			wakeUp.acknowledge();
		});
		try {
			Awaitility.await().atMost(BOUND).until(() -> {
				send(5);
				return !second.isEmpty();
			});
		}
		finally {
			worker.dispose();
		}
	}

	@Test
	void sendsUnreadableWakeUpsToTheDeadLetters() {
		Queue<WakeUp> received = work("poisoned", "consumer");
		Awaitility.await().atMost(BOUND).until(() -> {
			send(12);
			return !received.isEmpty();
		});
		List<byte[]> poison = new ArrayList<>();
		for (String text : List.of("sessionid=42%3Asecret",
				"{\"v\":9,\"job\":\"" + JobId.next() + "\",\"lane\":\"a:1\"}",
				"{\"v\":1,\"job\":\"" + JobId.next() + "\",\"lane\":\"secret\"}", "[[".repeat(5_000))) {
			poison.add(text.getBytes(StandardCharsets.UTF_8));
		}
		poison.add(new byte[LARGEST]);
		poison.forEach((value) -> this.sender.send(Topics.REQUESTS, POISON_KEY, value).block());
		SyncRequest after = request();
		wakeUps("poisoned", "consumer").send(after).block();

		Awaitility.await()
			.atMost(BOUND)
			.untilAsserted(() -> assertThat(received).extracting(WakeUp::request).contains(after));
		assertThat(this.meters.counter("followsync.dead.letters", "topic", Topics.REQUESTS).count())
			.isEqualTo(poison.size());
		Map<String, ConsumerRecord<byte[], byte[]>> letters = deadLetters(poison.size());
		assertThat(letters).containsOnlyKeys("not the JSON of a RequestForm", "version 9 is not known", "not a lane",
				"larger than 16384 bytes");
		assertThat(letters.values()).allSatisfy((letter) -> {
			assertThat(header(letter, "origin")).isEqualTo(Topics.REQUESTS);
			assertThat(letter.key()).as("key").isNull();
			assertThat(letter.value()).as("value").isNull();
			assertThat(letter.headers()).as("headers")
				.noneMatch((header) -> new String(header.value(), StandardCharsets.UTF_8).contains("secret"));
			assertThat(header(letter, "key-size")).isEqualTo("" + POISON_KEY.length);
		});
		ConsumerRecord<byte[], byte[]> large = letters.get("larger than 16384 bytes");
		assertThat(header(large, "value-size")).isEqualTo("" + LARGEST);
		assertThat(at(header(large, "partition"), header(large, "offset")).value()).isEqualTo(new byte[LARGEST]);
	}

	@Test
	@Tag("full")
	@ExtendWith(OutputCaptureExtension.class)
	void receivesAgainAfterABrokerOutage(CapturedOutput log) {
		Queue<WakeUp> received = work("returning", "consumer");
		Awaitility.await().atMost(BOUND).until(() -> {
			send(5);
			return !received.isEmpty();
		});

		ServicesForTests.kafka().stop();
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("org.apache.kafka.clients", LogLevel.INFO);
		int before = log.getAll().length();
		send(1);
		Awaitility.await().atMost(BOUND).during(Duration.ofSeconds(3)).until(() -> true);
		assertThat(log.getAll().substring(before).lines()).as("log lines while the broker is away")
			.hasSizeLessThan(LINES_OF_AN_OUTAGE);
		ServicesForTests.kafka().start();
		received.clear();

		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
			send(5);
			return !received.isEmpty();
		});
	}

	// The alert ConsumerNotConsuming relies on this to tell an idle consumer from a
	// hanging one.
	@Test
	@Tag("full")
	void fetchesUntilTheSubscriberStopsTakingWakeUps() {
		BaseSubscriber<WakeUp> hanging = new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				subscription.request(1);
			}

		};
		this.workers.add(hanging);
		wakeUps("hanging", "consumer").receive().subscribe(hanging);

		Awaitility.await().atMost(BOUND).until(() -> fetches() > 5);
		assertThat(this.meters.counter("followsync.wakeups.received").count()).as("received").isZero();

		AtomicReference<Double> last = new AtomicReference<>(0.0);
		Awaitility.await().atMost(BOUND).pollInterval(Duration.ofSeconds(1)).during(Duration.ofSeconds(3)).until(() -> {
			send(5);
			double now = fetches();
			return now == last.getAndSet(now);
		});
	}

	private double fetches() {
		return this.meters.find("kafka.consumer.fetch.manager.fetch.total")
			.functionCounters()
			.stream()
			.mapToDouble(FunctionCounter::count)
			.sum();
	}

	private Queue<WakeUp> work(String group, String protocol) {
		Queue<WakeUp> received = new ConcurrentLinkedQueue<>();
		this.workers.add(wakeUps(group, protocol).receive().subscribe((wakeUp) -> {
			received.add(wakeUp);
			wakeUp.acknowledge();
		}));
		return received;
	}

	private KafkaWakeUps wakeUps(String group, String protocol) {
		KafkaProperties kafka = new KafkaProperties();
		kafka.setBootstrapServers(List.of(ServicesForTests.kafkaBootstrapServers()));
		kafka.getConsumer().setGroupId(group);
		kafka.getConsumer().setAutoOffsetReset("latest");
		kafka.getConsumer().setEnableAutoCommit(false);
		kafka.getConsumer().setKeyDeserializer(ByteArrayDeserializer.class);
		kafka.getConsumer().setValueDeserializer(ByteArrayDeserializer.class);
		kafka.getConsumer().getProperties().put("group.protocol", protocol);
		return new KafkaWakeUps(kafka, this.sender, this.meters);
	}

	private void send(int count) {
		for (int i = 0; i < count; i++) {
			wakeUps("sender", "consumer").send(request()).block(Duration.ofSeconds(20));
		}
	}

	private static SyncRequest request() {
		JobId job = JobId.next();
		return new SyncRequest(job, Lane.ofAccount(new AccountId(1 + (job.hashCode() & 0xFFFF))));
	}

	/** By their reason. */
	private static Map<String, ConsumerRecord<byte[], byte[]>> deadLetters(int count) {
		Map<String, Object> settings = Map.of("bootstrap.servers", ServicesForTests.kafkaBootstrapServers(), "group.id",
				"dead-letters", "auto.offset.reset", "earliest");
		List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			consumer.subscribe(List.of(Topics.DEAD_LETTERS));
			Awaitility.await().pollInSameThread().atMost(BOUND).until(() -> {
				consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
				return letters.size() >= count;
			});
		}
		return letters.stream()
			.collect(Collectors.toMap((letter) -> header(letter, "reason"), (letter) -> letter, (one, other) -> other));
	}

	/** What an operator finds who follows a dead letter. */
	private static ConsumerRecord<byte[], byte[]> at(String partition, String offset) {
		TopicPartition origin = new TopicPartition(Topics.REQUESTS, Integer.parseInt(partition));
		List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", ServicesForTests.kafkaBootstrapServers()), new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			consumer.assign(List.of(origin));
			consumer.seek(origin, Long.parseLong(offset));
			Awaitility.await().pollInSameThread().atMost(BOUND).until(() -> {
				consumer.poll(Duration.ofMillis(200)).forEach(found::add);
				return !found.isEmpty();
			});
		}
		return found.getFirst();
	}

	private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
		return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
	}

}
