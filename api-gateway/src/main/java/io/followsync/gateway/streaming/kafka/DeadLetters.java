package io.followsync.gateway.streaming.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

import io.followsync.messaging.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Puts records that cannot be understood aside, as received and with the reason. Each is
 * counted; the copy is best effort: not kept when the broker is away, nor beyond a small
 * queue, nor only once when several replicas read the same record.
 */
final class DeadLetters implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

	private static final int MOST_WAITING = 100;

	private static final int LONGEST_BLOCK_MILLIS = 1000;

	private static final int DELIVERY_MILLIS = 10_000;

	private static final Duration CLOSING = Duration.ofSeconds(2);

	// Sending blocks while the broker is away, and must not hold up the feed.
	private final Scheduler scheduler = Schedulers.newBoundedElastic(1, MOST_WAITING, "dead-letters");

	private final Map<String, Object> properties;

	private final Counter poison;

	// Of the scheduler's one thread, and made at the first poison: most replicas see
	// none.
	private @Nullable Producer<byte[], byte[]> producer;

	DeadLetters(Map<String, Object> properties, MeterRegistry meters) {
		this.properties = new HashMap<>(properties);
		this.properties.put(ProducerConfig.ACKS_CONFIG, "all");
		this.properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
		this.properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_BLOCK_MILLIS);
		this.properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS / 2);
		this.properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
		this.poison = meters.counter("followsync.streaming.poison");
	}

	/** Returns at once. */
	void put(ConsumerRecord<byte[], byte[]> received, String reason) {
		this.poison.increment();
		log.warn("Dead letter from {}-{} at {}: {}", received.topic(), received.partition(), received.offset(), reason);
		try {
			this.scheduler.schedule(() -> send(letter(received, reason)));
		}
		catch (RejectedExecutionException ex) {
			log.warn("Too many dead letters wait; this one is not kept");
		}
	}

	@Override
	public void close() {
		this.scheduler.disposeGracefully().timeout(CLOSING).onErrorComplete().subscribe((ignored) -> {
		}, (ex) -> {
		}, this::closeProducer);
	}

	private void send(ProducerRecord<byte[], byte[]> letter) {
		try {
			if (this.producer == null) {
				this.producer = new KafkaProducer<>(this.properties, new ByteArraySerializer(),
						new ByteArraySerializer());
			}
			this.producer.send(letter, (metadata, ex) -> {
				if (ex != null) {
					log.warn("A dead letter could not be kept: {}", ex.toString());
				}
			});
		}
		catch (KafkaException ex) {
			log.warn("A dead letter could not be kept: {}", ex.toString());
		}
	}

	private void closeProducer() {
		if (this.producer != null) {
			this.producer.close(CLOSING);
		}
	}

	private static ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> received, String reason) {
		ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(Topics.DEAD_LETTERS, null, received.key(),
				received.value(), received.headers());
		letter.headers().add(Topics.REASON_HEADER, reason.getBytes(StandardCharsets.UTF_8));
		letter.headers().add(Topics.ORIGIN_HEADER, received.topic().getBytes(StandardCharsets.UTF_8));
		return letter;
	}

}
