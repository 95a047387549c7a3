package io.followsync.gateway.streaming.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.followsync.embedded.ServicesForTests;
import io.followsync.gateway.TopicContent;
import io.followsync.gateway.streaming.ProgressFeedContractTest;
import io.followsync.gateway.streaming.StreamLifecycle;
import io.followsync.job.JobId;
import io.followsync.messaging.MessageCodec;
import io.followsync.messaging.ProgressEvent;
import io.followsync.messaging.Topics;
import io.followsync.runtime.kafka.RecordSender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
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

	private static Set<String> groupsBefore;

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final RecordSender sender = new RecordSender(template, this.meters);

	private final ReactorKafkaProgressFeed feed = feedOf(Topics.PROGRESS);

	@BeforeAll
	static void connect() throws Exception {
		producers = new DefaultKafkaProducerFactory<>(BROKER, new ByteArraySerializer(), new ByteArraySerializer());
		template = new KafkaTemplate<>(producers);
		try (Admin admin = Admin.create(BROKER)) {
			List<String> present = List.copyOf(admin.listTopics().names().get(10, TimeUnit.SECONDS));
			List<NewTopic> missing = List
				.of(new NewTopic(Topics.PROGRESS, 12, (short) 1)
					.configs(Map.of("retention.ms", "600000", "segment.ms", "300000")),
						new NewTopic(Topics.DEAD_LETTERS, 3, (short) 1).configs(Map.of("retention.ms", "1209600000")))
				.stream()
				.filter((topic) -> !present.contains(topic.name()))
				.toList();
			admin.createTopics(missing).all().get(10, TimeUnit.SECONDS);
		}
		groupsBefore = groups();
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
	void readsPartitionsAddedAtRuntime() throws Exception {
		String topic = "growing-" + UUID.randomUUID();
		try (Admin admin = Admin.create(BROKER)) {
			admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(10, TimeUnit.SECONDS);
			ReactorKafkaProgressFeed growing = feedOf(topic);
			List<ProgressEvent> received = new CopyOnWriteArrayList<>();
			Disposable reading = growing.events().subscribe(received::add);
			try {
				Awaitility.await().atMost(TIMEOUT).until(growing::isReady);
				admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(2))).all().get(10, TimeUnit.SECONDS);
				ProgressEvent event = event(JobId.next(), 1);
				Awaitility.await().atMost(TIMEOUT).untilAsserted(() -> {
					send(new ProducerRecord<>(topic, 1, MessageCodec.key(event.job()), CODEC.encode(event)));
					assertThat(received).contains(event);
				});
			}
			finally {
				reading.dispose();
				admin.deleteTopics(List.of(topic)).all().get(10, TimeUnit.SECONDS);
			}
		}
	}

	@Test
	void belongsToNoConsumerGroup() throws Exception {
		assertThat(groups()).isSubsetOf(groupsBefore);
	}

	private ReactorKafkaProgressFeed feedOf(String topic) {
		return new ReactorKafkaProgressFeed(BROKER, new ProgressTopic(BROKER, topic, Duration.ofMillis(300)),
				new ReactorKafkaProgressFeed.DeadLetters(this.sender, this.meters),
				new MicrometerConsumerListener(this.meters));
	}

	private static Set<String> groups() throws Exception {
		try (Admin admin = Admin.create(BROKER)) {
			return admin.listGroups()
				.all()
				.get(10, TimeUnit.SECONDS)
				.stream()
				.map(GroupListing::groupId)
				.collect(Collectors.toSet());
		}
	}

	@Override
	protected StreamLifecycle.ProgressFeed feed() {
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
	protected boolean hasDeadLetter(byte[] value) {
		return letters().map(Letter::headers)
			.anyMatch((headers) -> headers.containsKey("reason") && Topics.PROGRESS.equals(headers.get("origin"))
					&& leadsTo(value, headers));
	}

	private static boolean leadsTo(byte[] value, Map<String, String> headers) {
		return TopicContent.of(Topics.PROGRESS)
			.stream()
			.filter((record) -> headers.get("partition").equals("" + record.partition()))
			.filter((record) -> headers.get("offset").equals("" + record.offset()))
			.anyMatch((record) -> Arrays.equals(record.value(), value));
	}

	@Override
	protected boolean isInADeadLetter(String text) {
		return letters().anyMatch((letter) -> letter.toString().contains(text));
	}

	private static Stream<Letter> letters() {
		return TopicContent.of(Topics.DEAD_LETTERS).stream().map(Letter::of);
	}

	@Override
	protected double deadLettersCounted() {
		return this.meters.get("followsync.dead.letters").tag("topic", "sync.progress").counter().count();
	}

	@Override
	protected void restartBroker() {
		ServicesForTests.kafka().kill();
		ServicesForTests.kafka().start();
	}

	private static void send(ProducerRecord<byte[], byte[]> event) {
		template.send(event).orTimeout(20, TimeUnit.SECONDS).join();
	}

	private record Letter(@Nullable String key, @Nullable String value, Map<String, String> headers) {

		static Letter of(ConsumerRecord<byte[], byte[]> received) {
			Map<String, String> headers = new HashMap<>();
			received.headers().forEach((header) -> headers.put(header.key(), text(header.value())));
			return new Letter(text(received.key()), text(received.value()), headers);
		}

		private static @Nullable String text(byte @Nullable [] bytes) {
			return (bytes != null) ? new String(bytes, StandardCharsets.UTF_8) : null;
		}

	}

}
