package io.followsync.acceptance.stack;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Reads and writes the topics. */
public record Topics(String bootstrapServers) {

	/** Header of every record that a test sends. */
	static final String SENT_BY_A_TEST = "sent-by-a-test";

	private static final Duration POLL = Duration.ofMillis(500);

	/** Follows that topic from now on. */
	public Tail tail(String topic) {
		return new Tail(this, topic);
	}

	/** Returns when the broker has acknowledged all records. */
	public void send(String topic, List<Record> records) {
		Map<String, Object> config = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, this.bootstrapServers);
		try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config, new ByteArraySerializer(),
				new ByteArraySerializer())) {
			records.forEach((one) -> {
				ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>(topic, one.key(), one.value());
				sent.headers().add(SENT_BY_A_TEST, new byte[0]);
				producer.send(sent);
			});
			producer.flush();
		}
	}

	/**
	 * Up to where that group has acknowledged its records, summed over its partitions.
	 */
	public long acknowledged(String group) {
		try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, this.bootstrapServers))) {
			return admin.listConsumerGroupOffsets(group)
				.partitionsToOffsetAndMetadata()
				.get()
				.values()
				.stream()
				.mapToLong(OffsetAndMetadata::offset)
				.sum();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Key, value and headers of every record of every topic, including internal ones. */
	public List<String> records() {
		return with((consumer) -> {
			List<TopicPartition> partitions = partitions(consumer, (topic) -> true);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			return upTo(consumer, ends).map(Topics::text).toList();
		});
	}

	<T> T with(Function<KafkaConsumer<byte[], byte[]>, T> reader) {
		Map<String, Object> config = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, this.bootstrapServers,
				ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			return reader.apply(consumer);
		}
	}

	static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, Predicate<String> topics) {
		return consumer.listTopics()
			.values()
			.stream()
			.flatMap(List::stream)
			.filter((partition) -> topics.test(partition.topic()))
			.map((partition) -> new TopicPartition(partition.topic(), partition.partition()))
			.toList();
	}

	static Stream<ConsumerRecord<byte[], byte[]>> upTo(KafkaConsumer<byte[], byte[]> consumer,
			Map<TopicPartition, Long> ends) {
		Stream.Builder<ConsumerRecord<byte[], byte[]>> records = Stream.builder();
		while (ends.entrySet().stream().anyMatch((end) -> consumer.position(end.getKey()) < end.getValue())) {
			consumer.poll(POLL).forEach(records);
		}
		return records.build();
	}

	static Record record(ConsumerRecord<byte[], byte[]> one) {
		Map<String, byte[]> headers = new LinkedHashMap<>();
		one.headers().forEach((header) -> headers.put(header.key(), header.value()));
		return new Record(one.key(), one.value(), headers);
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
