package io.followsync.gateway.streaming.kafka;

import java.time.Duration;

import io.followsync.messaging.DeadLetter;
import io.followsync.messaging.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Puts records that cannot be understood aside, with the reason. Each is counted; the
 * copy is best effort: lost when the broker is away or too many wait, and made by every
 * replica that reads the record.
 */
@Component
class DeadLetters implements DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

	// All are counted; a flood of them must not become a flood of lines.
	private static final int LOGGED_EVERY = 1000;

	private static final int MOST_WAITING = 100;

	private static final Duration TIME_TO_FINISH = Duration.ofSeconds(2);

	// Sending blocks while the broker is away, and must not hold up the feed.
	private final Scheduler sender = Schedulers.newBoundedElastic(1, MOST_WAITING, "dead-letters", 60, true);

	private final KafkaTemplate<byte[], byte[]> template;

	private final Counter poison;

	DeadLetters(KafkaTemplate<byte[], byte[]> template, MeterRegistry meters) {
		this.template = template;
		this.poison = meters.counter("followsync.dead.letters", "topic", Topics.PROGRESS);
	}

	/** Returns at once and never throws. */
	void put(ConsumerRecord<byte[], byte[]> received, String reason) {
		this.poison.increment();
		if (this.poison.count() % LOGGED_EVERY == 1) {
			log.atWarn()
				.addKeyValue("reason", reason)
				.addKeyValue("partition", received.partition())
				.addKeyValue("offset", received.offset())
				.log("Put a dead letter aside");
		}
		try {
			this.sender.schedule(() -> send(letter(received, reason)));
		}
		catch (RuntimeException ex) {
			lost(ex);
		}
	}

	@Override
	public void destroy() {
		this.sender.disposeGracefully().timeout(TIME_TO_FINISH).onErrorComplete().subscribe();
	}

	private void send(ProducerRecord<byte[], byte[]> letter) {
		try {
			this.template.send(letter).exceptionally((ex) -> {
				lost(ex);
				return null;
			});
		}
		catch (RuntimeException ex) {
			lost(ex);
		}
	}

	private static void lost(Throwable ex) {
		log.atWarn().addKeyValue("cause", ex.getClass().getSimpleName()).log("A dead letter could not be kept");
	}

	private static ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> received, String reason) {
		DeadLetter letter = DeadLetter.of(received.topic(), received.key(), received.value(), reason);
		ProducerRecord<byte[], byte[]> kept = new ProducerRecord<>(Topics.DEAD_LETTERS, letter.key(), letter.value());
		letter.headers().forEach(kept.headers()::add);
		return kept;
	}

}
