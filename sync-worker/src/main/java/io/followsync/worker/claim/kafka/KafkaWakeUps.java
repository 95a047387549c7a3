package io.followsync.worker.claim.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.followsync.messaging.MessageCodec;
import io.followsync.messaging.MessageCodec.UnreadableMessageException;
import io.followsync.messaging.SyncRequest;
import io.followsync.messaging.Topics;
import io.followsync.runtime.kafka.RecordSender;
import io.followsync.runtime.logging.Failures;
import io.followsync.worker.claim.WakeUps;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.MicrometerConsumerListener;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.ReceiverRecord;
import reactor.util.retry.Retry;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/**
 * Wake-ups over reactor-kafka. Relies on none of its guarantees: a record is acknowledged
 * right after the claim is decided, so the pipeline is short, and rebalances need not
 * wait for it.
 */
@Component
class KafkaWakeUps implements WakeUps {

	private static final Logger log = LoggerFactory.getLogger(KafkaWakeUps.class);

	private static final String TRACE_PARENT = "traceparent";

	private static final int MAX_TRACE_PARENT = 64;

	private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);

	// A record ends it at once; a shorter one only costs an idle worker.
	private static final Duration POLL_TIMEOUT = Duration.ofSeconds(1);

	private static final Duration REBALANCE_DELAY = Duration.ofMillis(200);

	private static final Duration MIN_PAUSE = Duration.ofSeconds(1);

	private static final Duration MAX_PAUSE = Duration.ofSeconds(15);

	private final KafkaProperties kafka;

	private final RecordSender sender;

	private final MeterRegistry meters;

	private final Counter received;

	private final Counter deadLetters;

	private final MessageCodec codec = new MessageCodec();

	KafkaWakeUps(KafkaProperties kafka, RecordSender sender, MeterRegistry meters) {
		this.kafka = kafka;
		this.sender = sender;
		this.meters = meters;
		this.received = meters.counter("followsync.wakeups.received");
		this.deadLetters = meters.counter("followsync.dead.letters", "topic", Topics.REQUESTS);
	}

	@Override
	public Flux<WakeUp> receive() {
		return Flux.defer(() -> KafkaReceiver.create(options()).receive())
			.concatMap(this::understood, 1)
			.doOnError(
					(ex) -> log.warn("receiving wake-ups failed, retrying in a few seconds: {}", Failures.describe(ex)))
			.retryWhen(Retry.backoff(Long.MAX_VALUE, MIN_PAUSE).maxBackoff(MAX_PAUSE))
			.repeat();
	}

	@Override
	public Mono<Void> send(SyncRequest request) {
		return this.sender.send(Topics.REQUESTS, MessageCodec.key(request.lane()), this.codec.encode(request));
	}

	private Mono<WakeUp> understood(ReceiverRecord<byte[], byte[]> letter) {
		Runnable acknowledgement = letter.receiverOffset()::acknowledge;
		try {
			SyncRequest request = this.codec.decodeRequest(letter.value());
			this.received.increment();
			return Mono.just(new WakeUp(request, sender(letter.headers()), acknowledgement));
		}
		catch (UnreadableMessageException ex) {
			this.deadLetters.increment();
			return this.sender.sendDeadLetter(letter, String.valueOf(ex.getMessage()))
				.then(Mono.fromRunnable(acknowledgement));
		}
	}

	// The only W3C Trace Context header needed. Untrusted: anybody may have written it.
	static Map<String, String> sender(Headers headers) {
		Header parent = headers.lastHeader(TRACE_PARENT);
		return (parent != null && parent.value() != null && parent.value().length <= MAX_TRACE_PARENT)
				? Map.of(TRACE_PARENT, new String(parent.value(), StandardCharsets.US_ASCII)) : Map.of();
	}

	private ReceiverOptions<byte[], byte[]> options() {
		return ReceiverOptions.<byte[], byte[]>create(this.kafka.buildConsumerProperties())
			// The default, "rebootstrap", makes no pause: without brokers, a consumer of
			// the new group protocol tries and logs it thousands of times a second.
			.consumerProperty(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none")
			.subscription(List.of(Topics.REQUESTS))
			.pollTimeout(POLL_TIMEOUT)
			.commitInterval(COMMIT_INTERVAL)
			.maxDelayRebalance(REBALANCE_DELAY)
			.consumerListener(new MicrometerConsumerListener(this.meters));
	}

}
