package io.followsync.benchmarks.streams;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.followsync.benchmarks.load.Latencies;
import io.followsync.benchmarks.load.LatencyRecorder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A plain consumer of the events that the gateway gets: what commit and broker take of
 * the time to a client, on the same machine at the same moment.
 */
final class ProgressConsumer implements AutoCloseable {

	private static final Duration POLL = Duration.ofSeconds(1);

	private static final Duration ARRIVE_TIMEOUT = Duration.ofSeconds(30);

	private static final Duration QUIET = Duration.ofMillis(500);

	private static final String AT = "\"at\":\"";

	private final KafkaConsumer<String, String> consumer;

	private final Thread thread;

	private final LatencyRecorder delays = new LatencyRecorder();

	private volatile @Nullable RuntimeException failure;

	private ProgressConsumer(KafkaConsumer<String, String> consumer) {
		this.consumer = consumer;
		this.thread = Thread.ofPlatform().daemon().name("progress-consumer").unstarted(this::consume);
	}

	static ProgressConsumer start(String bootstrapServers, String topic) {
		KafkaConsumer<String, String> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers),
				new StringDeserializer(), new StringDeserializer());
		List<TopicPartition> partitions = consumer.partitionsFor(topic)
			.stream()
			.map((partition) -> new TopicPartition(topic, partition.partition()))
			.toList();
		consumer.assign(partitions);
		consumer.seekToEnd(partitions);
		partitions.forEach(consumer::position);
		ProgressConsumer started = new ProgressConsumer(consumer);
		started.thread.start();
		return started;
	}

	/**
	 * The delays of the next events: of so many if they come in time, of one at least.
	 */
	Latencies awaitDelays(int expected) {
		Latencies taken = this.delays.take(expected, ARRIVE_TIMEOUT);
		if (this.failure != null || taken.count() == 0) {
			throw new IllegalStateException("The consumer got %d events of %d".formatted(taken.count(), expected),
					this.failure);
		}
		return taken;
	}

	/** Forgets those that it has seen. */
	void discard() {
		this.delays.discard(QUIET, ARRIVE_TIMEOUT);
	}

	private void consume() {
		try (this.consumer) {
			while (true) {
				this.consumer.poll(POLL).forEach(this::recordDelay);
			}
		}
		catch (WakeupException ex) {
			// close() was called.
		}
		catch (RuntimeException ex) {
			this.failure = ex;
		}
	}

	private void recordDelay(ConsumerRecord<String, String> event) {
		int at = event.value().indexOf(AT) + AT.length();
		Instant committed = Instant.parse(event.value().substring(at, event.value().indexOf('"', at)));
		this.delays.addNanos(Duration.between(committed, StreamClientsMain.CLOCK.instant()).toNanos());
	}

	@Override
	public void close() {
		this.consumer.wakeup();
		try {
			this.thread.join(ARRIVE_TIMEOUT);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
