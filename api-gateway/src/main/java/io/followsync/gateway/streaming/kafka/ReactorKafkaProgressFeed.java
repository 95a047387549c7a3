package io.followsync.gateway.streaming.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.followsync.gateway.streaming.StreamLifecycle;
import io.followsync.gateway.streaming.StreamingProperties;
import io.followsync.messaging.MessageCodec;
import io.followsync.messaging.MessageCodec.UnreadableMessageException;
import io.followsync.messaging.ProgressEvent;
import io.followsync.messaging.Topics;
import io.followsync.runtime.kafka.RecordSender;
import io.followsync.runtime.logging.Failures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.MicrometerConsumerListener;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.ReceiverPartition;
import reactor.util.retry.Retry;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/**
 * Reads all partitions of the progress topic, assigned without a group, from their ends.
 * Commits nothing: missed events are made up for from the database.
 */
@Component
final class ReactorKafkaProgressFeed implements StreamLifecycle.ProgressFeed {

	private static final Logger log = LoggerFactory.getLogger(ReactorKafkaProgressFeed.class);

	private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

	private static final Duration MAX_PAUSE = Duration.ofSeconds(10);

	// A record ends it at once; a shorter one only costs an idle gateway.
	private static final Duration POLL_TIMEOUT = Duration.ofSeconds(1);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

	private static final int API_TIMEOUT_MILLIS = 10_000;

	private final MessageCodec codec = new MessageCodec();

	private final ReceiverOptions<byte[], byte[]> options;

	private final ProgressTopic topic;

	private final DeadLetters deadLetters;

	private volatile boolean ready;

	@Autowired
	ReactorKafkaProgressFeed(KafkaProperties kafka, StreamingProperties streaming, DeadLetters deadLetters,
			MeterRegistry meters) {
		this(kafka.buildConsumerProperties(),
				new ProgressTopic(kafka.buildAdminProperties(), Topics.PROGRESS, streaming.partitionRefresh()),
				deadLetters, new MicrometerConsumerListener(meters));
	}

	ReactorKafkaProgressFeed(Map<String, Object> properties, ProgressTopic topic, DeadLetters deadLetters,
			ReceiverOptions.ConsumerListener listener) {
		Map<String, Object> groupless = new HashMap<>(properties);
		groupless.remove(ConsumerConfig.GROUP_ID_CONFIG);
		groupless.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
		groupless.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
		this.options = ReceiverOptions.<byte[], byte[]>create(groupless)
			.withKeyDeserializer(new ByteArrayDeserializer())
			.withValueDeserializer(new ByteArrayDeserializer())
			.pollTimeout(POLL_TIMEOUT)
			.commitInterval(Duration.ZERO)
			.commitBatchSize(0)
			.maxDelayRebalance(Duration.ZERO)
			.closeTimeout(CLOSE_TIMEOUT)
			.consumerListener(listener);
		this.topic = topic;
		this.deadLetters = deadLetters;
	}

	@Override
	public Flux<ProgressEvent> events() {
		// Completes when the partitions change and fails when the broker does not answer;
		// either way it starts again.
		return Flux.defer(() -> this.topic.partitions().flatMapMany(this::untilPartitionsChange))
			.repeat()
			.retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
				.maxBackoff(MAX_PAUSE)
				.transientErrors(true)
				.doBeforeRetry((signal) -> log.warn("Reading progress events failed, retrying within 10 s: {}",
						Failures.describe(signal.failure()))));
	}

	@Override
	public boolean isReady() {
		return this.ready;
	}

	private Flux<ProgressEvent> untilPartitionsChange(Set<TopicPartition> partitions) {
		return KafkaReceiver
			.create(this.options.assignment(partitions).clearAssignListeners().addAssignListener(this::fromTheEnd))
			.receive()
			.<ProgressEvent>handle(this::decode)
			.takeUntilOther(this.topic.changesFrom(partitions))
			.doFinally((signal) -> this.ready = false);
	}

	// A seek is lazy; asking for the position forces it before the feed is ready.
	private void fromTheEnd(Collection<ReceiverPartition> partitions) {
		partitions.forEach(ReceiverPartition::seekToEnd);
		partitions.forEach(ReceiverPartition::position);
		this.ready = true;
	}

	private void decode(ConsumerRecord<byte[], byte[]> received, SynchronousSink<ProgressEvent> events) {
		try {
			events.next(this.codec.decodeProgress(received.value()));
		}
		catch (UnreadableMessageException ex) {
			this.deadLetters.send(received, String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Sends a dead letter for each record that cannot be decoded, with the reason. Each
	 * is counted; the letter is best effort: it is lost when the broker is away or too
	 * many records wait, and every replica that reads the record sends one.
	 */
	@Component
	static class DeadLetters {

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

}
