package io.followsync.worker.wakeup.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;

import io.followsync.embedded.ServicesForTests;
import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.messaging.SyncRequest;
import io.followsync.messaging.Topics;
import io.followsync.worker.broker.RecordSender;
import io.followsync.worker.broker.SenderForTests;
import io.followsync.worker.wakeup.WakeUp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.Disposables;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pins what this product needs of reactor-kafka.
 */
class KafkaWakeUpsTests {

	private static final Duration BOUND = Duration.ofSeconds(40);

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final RecordSender sender = SenderForTests.sender(this.meters);

	private final Disposable.Composite workers = Disposables.composite();

	@BeforeAll
	static void createTopics() throws Exception {
		Map<String, Object> settings = Map.of("bootstrap.servers", ServicesForTests.kafkaBootstrapServers());
		try (Admin admin = Admin.create(settings)) {
			admin
				.createTopics(List.of(new NewTopic(Topics.REQUESTS, 6, (short) 1),
						new NewTopic(Topics.DEAD_LETTERS, 1, (short) 1)))
				.all()
				.get();
		}
		catch (ExecutionException ex) {
			assertThat(ex).hasCauseInstanceOf(TopicExistsException.class);
		}
	}

	@AfterEach
	void leave() {
		this.workers.dispose();
		this.sender.destroy();
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
	void whoComesAfterAnotherGetsWhatIsSentFromThenOn() {
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
	void poisonGoesToTheDeadLettersAndBlocksNothing() {
		Queue<WakeUp> received = work("poisoned", "consumer");
		Awaitility.await().atMost(BOUND).until(() -> {
			send(12);
			return !received.isEmpty();
		});
		for (String poison : List.of("not json", "{\"v\":9}", "x".repeat(20_000))) {
			this.sender.send(Topics.REQUESTS, new byte[] { 1 }, poison.getBytes(StandardCharsets.UTF_8)).block();
		}
		SyncRequest after = request();
		wakeUps("poisoned", "consumer").send(after).block();

		Awaitility.await()
			.atMost(BOUND)
			.untilAsserted(() -> assertThat(received).extracting(WakeUp::request).contains(after));
		assertThat(this.meters.counter("followsync.wakeups", "outcome", "poison").count()).isEqualTo(3);
		assertThat(deadLetters()).allSatisfy((letter) -> {
			assertThat(letter.headers().lastHeader(Topics.REASON_HEADER).value()).isNotEmpty();
			assertThat(letter.headers().lastHeader(Topics.ORIGIN_HEADER).value()).asString().isEqualTo(Topics.REQUESTS);
		});
	}

	@Test
	void receivingGoesOnAfterTheBrokerWasAway() {
		Queue<WakeUp> received = work("returning", "consumer");
		Awaitility.await().atMost(BOUND).until(() -> {
			send(5);
			return !received.isEmpty();
		});

		ServicesForTests.kafka().stop();
		send(1);
		ServicesForTests.kafka().start();
		received.clear();

		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
			send(5);
			return !received.isEmpty();
		});
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

	private static Collection<ConsumerRecord<byte[], byte[]>> deadLetters() {
		Map<String, Object> settings = Map.of("bootstrap.servers", ServicesForTests.kafkaBootstrapServers(), "group.id",
				"dead-letters", "auto.offset.reset", "earliest");
		List<ConsumerRecord<byte[], byte[]>> letters = Collections.synchronizedList(new ArrayList<>());
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			consumer.subscribe(List.of(Topics.DEAD_LETTERS));
			Awaitility.await().atMost(BOUND).until(() -> {
				consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
				return letters.size() >= 3;
			});
		}
		return letters;
	}

}
