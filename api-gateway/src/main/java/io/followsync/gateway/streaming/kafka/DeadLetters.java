package io.followsync.gateway.streaming.kafka;

import io.followsync.messaging.Topics;
import io.followsync.runtime.kafka.RecordSender;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Sends a dead letter for each record that cannot be decoded, with the reason. Each is
 * counted; the letter is best effort: it is lost when the broker is away or too many
 * records wait, and every replica that reads the record sends one.
 */
@Component
class DeadLetters {

	private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

	// All are counted; a flood of records must not become a flood of log lines.
	private static final int LOGGED_EVERY = 1000;

	private final RecordSender sender;

	private final Counter poison;

	DeadLetters(RecordSender sender, MeterRegistry meters) {
		this.sender = sender;
		this.poison = meters.counter("followsync.dead.letters", "topic", Topics.PROGRESS);
	}

	/** Returns at once and never throws. */
	void send(ConsumerRecord<byte[], byte[]> received, String reason) {
		this.poison.increment();
		if (this.poison.count() % LOGGED_EVERY == 1) {
			log.atWarn()
				.addKeyValue("reason", reason)
				.addKeyValue("partition", received.partition())
				.addKeyValue("offset", received.offset())
				.log("A progress record cannot be decoded, sending a dead letter");
		}
		this.sender.sendDeadLetter(received, reason).subscribe();
	}

}
