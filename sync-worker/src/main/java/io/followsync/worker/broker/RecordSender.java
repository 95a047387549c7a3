package io.followsync.worker.broker;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import io.followsync.messaging.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.producer.ProducerRecord;
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

	private static final String SENT = "sent";

	private static final String DROPPED = "dropped";

	private static final int MOST_WAITING = 10_000;

	private final KafkaTemplate<byte[], byte[]> kafka;

	private final MeterRegistry meters;

	private final Scheduler thread = Schedulers.newBoundedElastic(1, MOST_WAITING, "record-sender");

	RecordSender(KafkaTemplate<byte[], byte[]> kafka, MeterRegistry meters) {
		this.kafka = kafka;
		this.meters = meters;
		for (String topic : List.of(Topics.REQUESTS, Topics.PROGRESS, Topics.DEAD_LETTERS)) {
			count(topic, SENT, 0);
			count(topic, DROPPED, 0);
		}
		deadLetters(Topics.REQUESTS).increment(0);
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
		deadLetters(origin).increment();
		ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(Topics.DEAD_LETTERS, key, beginning(value));
		header(letter, Topics.ORIGIN_HEADER, origin);
		header(letter, Topics.REASON_HEADER, reason);
		if (value != null && value.length > MOST_LETTER_BYTES) {
			header(letter, Topics.SIZE_HEADER, Integer.toString(value.length));
		}
		return send(letter);
	}

	private Mono<Void> send(ProducerRecord<byte[], byte[]> message) {
		return Mono.defer(() -> Mono.fromFuture(this.kafka.send(message), true))
			.subscribeOn(this.thread)
			.doOnSuccess((sent) -> count(letter.topic(), SENT, 1))
			.onErrorResume((ex) -> {
				count(letter.topic(), DROPPED, 1);
				log.debug("not sent to {}: {}", letter.topic(), ex.toString());
				return Mono.empty();
			})
			.then();
	}

	private void count(String topic, String outcome, int more) {
		this.meters.counter("followsync.records", "topic", topic, "outcome", outcome).increment(more);
	}

	private Counter deadLetters(String topic) {
		return this.meters.counter("followsync.dead.letters", "topic", topic);
	}

	@Override
	public void destroy() {
		this.thread.dispose();
	}

}
