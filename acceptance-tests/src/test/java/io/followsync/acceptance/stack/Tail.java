package io.followsync.acceptance.stack;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The records that reach a topic after this object is created, except those that the
 * tests send themselves.
 */
public final class Tail {

	private final Topics topics;

	private final String topic;

	private Map<TopicPartition, Long> read;

	Tail(Topics topics, String topic) {
		this.topics = topics;
		this.topic = topic;
		this.read = topics.with((consumer) -> consumer.endOffsets(partitions(consumer)));
	}

	/** The records since the last call, in the order of each partition. */
	public List<Record> next() {
		return this.topics.with((consumer) -> {
			List<TopicPartition> partitions = partitions(consumer);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			consumer.assign(partitions);
			partitions.forEach((partition) -> consumer.seek(partition, this.read.getOrDefault(partition, 0L)));
			List<Record> records = Topics.upTo(consumer, ends)
				.filter((one) -> one.headers().lastHeader(Topics.SENT_BY_A_TEST) == null)
				.map(Topics::record)
				.toList();
			this.read = partitions.stream().collect(Collectors.toMap(Function.identity(), consumer::position));
			return records;
		});
	}

	private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
		return Topics.partitions(consumer, this.topic::equals);
	}

}
