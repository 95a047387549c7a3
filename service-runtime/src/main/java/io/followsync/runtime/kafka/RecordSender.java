package io.followsync.runtime.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.followsync.messaging.DeadLetter;
import io.followsync.messaging.Topics;
import io.followsync.runtime.logging.Failures;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Sends records to Kafka from its own thread, because a producer's send blocks while the
 * broker is away. Records that cannot be sent are counted and dropped: no job depends on
 * any of them, since the database holds its state.
 * <p>
 * Stops after everything that sends. Waiting records are still sent if the broker takes
 * them within two seconds; later ones are dropped.
 */
public final class RecordSender implements SmartLifecycle {

	/** A bean that sends while it stops must be in a higher phase. */
	public static final int PHASE = -1000;

	private static final Logger log = LoggerFactory.getLogger(RecordSender.class);

	private static final String SENT = "sent";

	private static final String DROPPED = "dropped";

	private static final int MAX_WAITING = 10_000;

	private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(2);

	private final KafkaTemplate<byte[], byte[]> kafka;

	private final MeterRegistry meters;

	private volatile Scheduler thread = newThread();

	private volatile boolean running;

	public RecordSender(KafkaTemplate<byte[], byte[]> kafka, MeterRegistry meters) {
		this.kafka = kafka;
		this.meters = meters;
		for (String topic : List.of(Topics.REQUESTS, Topics.PROGRESS, Topics.DEAD_LETTERS)) {
			count(topic, SENT, 0);
			count(topic, DROPPED, 0);
		}
	}

	/** Completes when the record was acknowledged or dropped; never fails. */
	public Mono<Void> send(String topic, byte[] key, byte[] value) {
		return trySend(topic, key, value).then();
	}

	/** Whether the record was acknowledged; never fails. */
	public Mono<Boolean> trySend(String topic, byte[] key, byte[] value) {
		return trySend(new ProducerRecord<>(topic, key, value));
	}

	/**
	 * Sends a {@link DeadLetter} of a record that could not be decoded; as
	 * {@link #send(String, byte[], byte[])}.
	 * @param reason why; must not quote the record
	 */
	public Mono<Void> sendDeadLetter(ConsumerRecord<byte[], byte[]> received, String reason) {
		DeadLetter.Origin origin = new DeadLetter.Origin(received.topic(), received.partition(), received.offset(),
				Instant.ofEpochMilli(received.timestamp()));
		ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(Topics.DEAD_LETTERS, null);
		DeadLetter.of(origin, received.key(), received.value(), reason).headers().forEach(letter.headers()::add);
		return trySend(letter).then();
	}

	private Mono<Boolean> trySend(ProducerRecord<byte[], byte[]> message) {
		Mono<?> sending = Mono.defer(() -> Mono.fromFuture(this.kafka.send(message), true));
		return Mono.defer(() -> sending.subscribeOn(this.thread))
			.thenReturn(true)
			.doOnNext((sent) -> count(message.topic(), SENT, 1))
			.onErrorResume((ex) -> {
				count(message.topic(), DROPPED, 1);
				log.debug("Sending a record to {} failed, dropping it: {}", message.topic(), Failures.describe(ex));
				return Mono.just(false);
			});
	}

	private void count(String topic, String outcome, int more) {
		this.meters.counter("followsync.records", "topic", topic, "outcome", outcome).increment(more);
	}

	private static Scheduler newThread() {
		return Schedulers.newBoundedElastic(1, MAX_WAITING, "record-sender", 60, true);
	}

	@Override
	public void start() {
		if (this.thread.isDisposed()) {
			this.thread = newThread();
		}
		this.running = true;
	}

	@Override
	public void stop(Runnable done) {
		this.running = false;
		Scheduler stopping = this.thread;
		// The producer, which stops next, waits for the records handed to it.
		stopping.disposeGracefully().timeout(DRAIN_TIMEOUT).onErrorComplete().doFinally((signal) -> {
			stopping.dispose();
			done.run();
		}).subscribe();
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@AutoConfiguration
	static class SendingAutoConfiguration {

		@Bean
		RecordSender recordSender(KafkaTemplate<byte[], byte[]> kafka, MeterRegistry meters) {
			return new RecordSender(kafka, meters);
		}

	}

}
