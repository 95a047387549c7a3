package io.followsync.worker.broker;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.followsync.messaging.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Sends records to Kafka from a thread of its own, because a producer's send blocks while
 * the broker is away. What cannot be sent is counted and dropped: every message of ours
 * only speeds up what the database says anyway.
 */
@Component
public class RecordSender implements DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(RecordSender.class);

	private static final int MOST_WAITING = 10_000;

	private static final int MOST_LETTER_BYTES = 64 * 1024;

	private final KafkaTemplate<byte[], byte[]> kafka;

	private final MeterRegistry meters;

	private final Scheduler thread = Schedulers.newBoundedElastic(1, MOST_WAITING, "record-sender");

	RecordSender(KafkaTemplate<byte[], byte[]> kafka, MeterRegistry meters) {
		this.kafka = kafka;
		this.meters = meters;
	}

	/** Completes when the record was acknowledged or given up; never fails. */
	public Mono<Void> send(String topic, byte[] key, byte[] value) {
		return send(new ProducerRecord<>(topic, key, value));
	}

	/**
	 * Sends what could not be understood to the dead letters: as received, but for what
	 * goes beyond 64 KiB, so that what was just small enough for the broker is not too
	 * large for it together with the reason.
	 */
	public Mono<Void> sendDeadLetter(String origin, byte @Nullable [] key, byte @Nullable [] value, String reason) {
		ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(Topics.DEAD_LETTERS, key, beginning(value));
		header(letter, Topics.ORIGIN_HEADER, origin);
		header(letter, Topics.REASON_HEADER, reason);
		if (value != null && value.length > MOST_LETTER_BYTES) {
			header(letter, Topics.SIZE_HEADER, Integer.toString(value.length));
		}
		return send(letter);
	}

	private static byte @Nullable [] beginning(byte @Nullable [] value) {
		return (value != null && value.length > MOST_LETTER_BYTES) ? Arrays.copyOf(value, MOST_LETTER_BYTES) : value;
	}

	private static void header(ProducerRecord<byte[], byte[]> letter, String name, String text) {
		letter.headers().add(name, text.getBytes(StandardCharsets.UTF_8));
	}

	private Mono<Void> send(ProducerRecord<byte[], byte[]> letter) {
		return Mono.defer(() -> Mono.fromFuture(this.kafka.send(letter), true))
			.subscribeOn(this.thread)
			.doOnSuccess((sent) -> count(letter.topic(), "sent"))
			.onErrorResume((ex) -> {
				count(letter.topic(), "dropped");
				log.debug("not sent to {}: {}", letter.topic(), ex.toString());
				return Mono.empty();
			})
			.then();
	}

	private void count(String topic, String outcome) {
		this.meters.counter("followsync.records", "topic", topic, "outcome", outcome).increment();
	}

	@Override
	public void destroy() {
		this.thread.dispose();
	}

}
