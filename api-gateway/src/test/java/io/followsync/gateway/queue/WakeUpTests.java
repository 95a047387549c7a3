package io.followsync.gateway.queue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import io.followsync.embedded.ServicesForTests;
import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.messaging.MessageCodec;
import io.followsync.messaging.SyncRequest;
import io.followsync.messaging.Topics;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

class WakeUpTests extends GatewayIntegrationTest {

	private static final String BODY = """
			{"csrf_token":"secretcsrf","session_id":"5012345678%3Asecretsession"}""";

	@Test
	void publishesOnlyJobIdAndLane() {
		try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
			this.web.post()
				.uri("/api/analyze")
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue(BODY)
				.exchange()
				.expectStatus()
				.isOk();
			Map<String, Object> job = row("SELECT id, lane FROM jobs");
			ConsumerRecord<byte[], byte[]> record = Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.until(() -> poll(consumer), (found) -> !found.isEmpty())
				.getLast();
			SyncRequest request = new MessageCodec().decodeRequest(record.value());
			assertThat(request.job().value()).isEqualTo(job.get("id"));
			assertThat(request.lane().value()).isEqualTo(job.get("lane"));
			assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(job.get("lane"));
			assertThat(new String(record.value(), StandardCharsets.UTF_8)).doesNotContain("secret", "5012345678");
		}
	}

	private static List<ConsumerRecord<byte[], byte[]>> poll(KafkaConsumer<byte[], byte[]> consumer) {
		return StreamSupport.stream(consumer.poll(Duration.ofMillis(200)).spliterator(), false).toList();
	}

	private static KafkaConsumer<byte[], byte[]> consumer() {
		KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
				Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, ServicesForTests.kafkaBootstrapServers()),
				new ByteArrayDeserializer(), new ByteArrayDeserializer());
		List<TopicPartition> partitions = Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> consumer.partitionsFor(Topics.REQUESTS), (found) -> !found.isEmpty())
			.stream()
			.map((found) -> new TopicPartition(found.topic(), found.partition()))
			.toList();
		consumer.assign(partitions);
		consumer.seekToEnd(partitions);
		partitions.forEach(consumer::position);
		return consumer;
	}

}
