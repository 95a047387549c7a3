package io.followsync.gateway.streaming.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.followsync.embedded.ServicesForTests;
import io.followsync.gateway.streaming.ProgressFeed;
import io.followsync.gateway.streaming.ProgressFeedContractTest;
import io.followsync.messaging.MessageCodec;
import io.followsync.messaging.ProgressEvent;
import io.followsync.messaging.Topics;
import io.followsync.runtime.kafka.RecordSender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.kafka.receiver.MicrometerConsumerListener;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class ReactorKafkaProgressFeedTests extends ProgressFeedContractTest {

	private static final Map<String, Object> BROKER = Map.of("bootstrap.servers",
			ServicesForTests.kafkaBootstrapServers());

	private static final MessageCodec CODEC = new MessageCodec();

	private static DefaultKafkaProducerFactory<byte[], byte[]> producers;

	private static KafkaTemplate<byte[], byte[]> template;

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final RecordSender sender = new RecordSender(template, this.meters);

	private final ReactorKafkaProgressFeed feed = new ReactorKafkaProgressFeed(BROKER,
			new ProgressTopic(BROKER, Duration.ofMillis(300)), new DeadLetters(this.sender, this.meters),
			new MicrometerConsumerListener(this.meters));

	@BeforeAll
	static void connect() throws Exception {
		producers = new DefaultKafkaProducerFactory<>(BROKER, new ByteArraySerializer(), new ByteArraySerializer());
		template = new KafkaTemplate<>(producers);
		try (Admin admin = Admin.create(BROKER)) {
			List<String> present = List.copyOf(admin.listTopics().names().get(10, TimeUnit.SECONDS));
			List<NewTopic> missing = List
				.of(new NewTopic(Topics.PROGRESS, 12, (short) 1), new NewTopic(Topics.DEAD_LETTERS, 3, (short) 1))
				.stream()
				.filter((topic) -> !present.contains(topic.name()))
				.toList();
			admin.createTopics(missing).all().get(10, TimeUnit.SECONDS);
		}
	}

	@AfterAll
	static void disconnect() {
		producers.destroy();
	}

	@AfterEach
	void stop() {
		this.sender.stop();
	}

	@Test
	void readsPartitionsThatAreAddedWhileItRuns() throws Exception {
		try (Admin admin = Admin.create(BROKER)) {
			int before = admin.describeTopics(List.of(Topics.PROGRESS))
				.allTopicNames()
				.get(10, TimeUnit.SECONDS)
				.get(Topics.PROGRESS)
				.partitions()
				.size();
			admin.createPartitions(Map.of(Topics.PROGRESS, NewPartitions.increaseTo(before + 1)))
				.all()
				.get(10, TimeUnit.SECONDS);
			byte[] key = "added".getBytes(StandardCharsets.UTF_8);
			Awaitility.await().atMost(MOST_TIME).untilAsserted(() -> {
				send(new ProducerRecord<>(Topics.PROGRESS, before, key, key));
				assertThat(this.meters.counter("followsync.dead.letters", "topic", Topics.PROGRESS).count())
					.isPositive();
			});
		}
	}

	@Test
	void belongsToNoConsumerGroup() throws Exception {
		try (Admin admin = Admin.create(BROKER)) {
			assertThat(admin.listGroups().all().get(10, TimeUnit.SECONDS)).isEmpty();
		}
	}

	@Override
	protected ProgressFeed feed() {
		return this.feed;
	}

	@Override
	protected void publish(ProgressEvent event) {
		send(new ProducerRecord<>(Topics.PROGRESS, MessageCodec.key(event.job()), CODEC.encode(event)));
	}

	@Override
	protected void publishPoison(byte[] key, byte[] value) {
		send(new ProducerRecord<>(Topics.PROGRESS, key, value));
	}

	@Override
	protected boolean keptAsDeadLetter(byte[] key) {
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(BROKER, new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			List<TopicPartition> all = IntStream.range(0, 3)
				.mapToObj((partition) -> new TopicPartition(Topics.DEAD_LETTERS, partition))
				.toList();
			consumer.assign(all);
			consumer.seekToBeginning(all);
			for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(Duration.ofSeconds(1))) {
				if (Arrays.equals(letter.key(), key) && letter.headers().lastHeader(Topics.REASON_HEADER) != null
						&& letter.headers().lastHeader(Topics.ORIGIN_HEADER) != null) {
					return true;
				}
			}
			return false;
		}
	}

	@Override
	protected void restartBroker() {
		ServicesForTests.kafka().kill();
		ServicesForTests.kafka().start();
	}

	private static void send(ProducerRecord<byte[], byte[]> event) {
		template.send(event).orTimeout(20, TimeUnit.SECONDS).join();
	}

}
