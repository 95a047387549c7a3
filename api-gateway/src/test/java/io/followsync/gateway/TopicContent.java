package io.followsync.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.followsync.embedded.ServicesForTests;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The records of a topic of the tests' broker, read without a group. */
public final class TopicContent {

	private static final Duration WAIT = Duration.ofMillis(200);

	private TopicContent() {
	}

	/** At least all records that were there when this was called. */
	public static List<ConsumerRecord<byte[], byte[]>> of(String topic) {
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", ServicesForTests.kafkaBootstrapServers()), new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			List<TopicPartition> all = consumer.partitionsFor(topic)
				.stream()
				.map((info) -> new TopicPartition(info.topic(), info.partition()))
				.toList();
			consumer.assign(all);
			consumer.seekToBeginning(all);
			Map<TopicPartition, Long> ends = consumer.endOffsets(all);
			List<ConsumerRecord<byte[], byte[]>> content = new ArrayList<>();
			while (all.stream().anyMatch((partition) -> consumer.position(partition) < ends.get(partition))) {
				consumer.poll(WAIT).forEach(content::add);
			}
			return content;
		}
	}

}
