package io.followsync.gateway.operations.kafka;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.followsync.messaging.Topics;
import io.followsync.runtime.logging.Durations;
import io.followsync.runtime.logging.Failures;
import jakarta.validation.constraints.Min;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;

/**
 * Creates the topics in the background and retries until the broker is there;
 * {@link KafkaAdmin} by itself delays startup and tries only once.
 */
@Component
class TopicCreation implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(TopicCreation.class);

	private static final Duration MIN_BACKOFF = Duration.ofMillis(500);

	private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

	private final KafkaAdmin kafka;

	private final List<NewTopic> topics;

	private final Disposable.Swap creation = Disposables.swap();

	private volatile boolean running;

	@Autowired
	TopicCreation(KafkaAdmin kafka, Properties properties) {
		this(kafka, List.of(
				topic(Topics.REQUESTS, properties.requestsPartitions(), properties.requestsRetention(), properties)
					.build(),
				topic(Topics.PROGRESS, properties.progressPartitions(), properties.progressRetention(), properties)
					.config(TopicConfig.SEGMENT_MS_CONFIG, millis(properties.progressSegment()))
					.build(),
				topic(Topics.DEAD_LETTERS, properties.deadLettersPartitions(), properties.deadLettersRetention(),
						properties)
					.build()));
	}

	TopicCreation(KafkaAdmin kafka, List<NewTopic> topics) {
		this.kafka = kafka;
		this.topics = topics;
	}

	private static TopicBuilder topic(String name, int partitions, Duration retention, Properties properties) {
		return TopicBuilder.name(name)
			.partitions(partitions)
			.replicas(properties.replicationFactor())
			.config(TopicConfig.RETENTION_MS_CONFIG, millis(retention));
	}

	private static String millis(Duration duration) {
		return Long.toString(duration.toMillis());
	}

	@Override
	public void start() {
		this.running = true;
		this.creation
			.update(Mono.fromRunnable(() -> this.kafka.createOrModifyTopics(this.topics.toArray(NewTopic[]::new)))
				.subscribeOn(Schedulers.boundedElastic())
				.doOnError((error) -> log.warn("Creating the topics failed, retrying within {}: {}",
						Durations.print(MAX_BACKOFF), Failures.describe(error)))
				.retryWhen(Retry.backoff(Long.MAX_VALUE, MIN_BACKOFF).maxBackoff(MAX_BACKOFF))
				.subscribe((nothing) -> {
				}, (error) -> log.error("Creating the topics failed, not retrying: {}", Failures.describe(error)),
						() -> log.info("Topics exist")));
	}

	@Override
	public void stop() {
		this.running = false;
		this.creation.update(Disposables.disposed());
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * The shape of the topics where they do not exist yet; an existing topic only gains
	 * partitions.
	 *
	 * @param replicationFactor of all three topics; 3 where there are three brokers
	 * @param requestsPartitions of sync.requests: more than there will ever be workers
	 * @param requestsRetention how long wake-ups are kept
	 * @param progressPartitions of sync.progress
	 * @param progressRetention how long states are kept
	 * @param progressSegment how long a segment is filled: retention removes whole
	 * segments
	 * @param deadLettersPartitions of sync.dead-letters
	 * @param deadLettersRetention how long records that could not be understood are kept
	 */
	@Validated
	@ConfigurationProperties("followsync.topics")
	record Properties(@DefaultValue("1") @Min(1) short replicationFactor,
			@DefaultValue("24") @Min(1) int requestsPartitions, @DefaultValue("1d") Duration requestsRetention,
			@DefaultValue("12") @Min(1) int progressPartitions, @DefaultValue("10m") Duration progressRetention,
			@DefaultValue("5m") Duration progressSegment, @DefaultValue("3") @Min(1) int deadLettersPartitions,
			@DefaultValue("14d") Duration deadLettersRetention) {

		Properties {
			if (Stream.of(requestsRetention, progressRetention, progressSegment, deadLettersRetention)
				.anyMatch((time) -> !time.isPositive())) {
				throw new IllegalArgumentException("followsync.topics: every time must be positive");
			}
		}

	}

}
