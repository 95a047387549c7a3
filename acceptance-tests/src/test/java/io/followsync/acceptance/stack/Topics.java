package io.followsync.acceptance.stack;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What stands in the topics. */
public record Topics(String bootstrapServers) {

	private static final Duration POLL = Duration.ofMillis(500);

	/** All that stands in that topic. */
	public List<Record> recordsOf(String topic) {
		List<Record> records = new ArrayList<>();
		read((known) -> known.equals(topic), (one) -> records.add(new Record(one.key(), one.value())));
		return records;
	}

	/** Returns when the broker has them all. */
	public void send(String topic, List<Record> records) {
		Map<String, Object> config = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, this.bootstrapServers);
		try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config, new ByteArraySerializer(),
				new ByteArraySerializer())) {
			records.forEach((one) -> producer.send(new ProducerRecord<>(topic, one.key(), one.value())));
			producer.flush();
		}
	}

	/**
	 * Key, value and headers of every record of every topic there is, internal ones too.
	 */
	public List<String> records() {
		List<String> records = new ArrayList<>();
		read((topic) -> true, (one) -> records.add(text(one)));
		return records;
	}

	private void read(Predicate<String> topics, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
		Map<String, Object> config = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, this.bootstrapServers,
				ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			Set<TopicPartition> partitions = consumer.listTopics()
				.values()
				.stream()
				.flatMap(List::stream)
				.filter((partition) -> topics.test(partition.topic()))
				.map((partition) -> new TopicPartition(partition.topic(), partition.partition()))
				.collect(Collectors.toSet());
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			while (partitions.stream().anyMatch((partition) -> consumer.position(partition) < ends.get(partition))) {
				consumer.poll(POLL).forEach(reader);
			}
		}
	}

	private static String text(ConsumerRecord<byte[], byte[]> one) {
		StringBuilder text = new StringBuilder(one.topic()).append(' ');
		append(text, one.key());
		append(text, one.value());
		one.headers().forEach((header) -> {
			text.append(header.key()).append('=');
			append(text, header.value());
		});
		return text.toString();
	}

	private static void append(StringBuilder text, byte[] bytes) {
		if (bytes != null) {
			text.append(new String(bytes, StandardCharsets.ISO_8859_1)).append(' ');
		}
	}

}
