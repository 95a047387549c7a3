package io.followsync.gateway.operations.kafka;

import java.time.Duration;
import java.util.List;

import io.followsync.messaging.Topics;
import io.followsync.runtime.logging.Durations;
import io.followsync.runtime.logging.Failures;
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
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

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
	TopicCreation(KafkaAdmin kafka, TopicsProperties properties) {
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

	private static TopicBuilder topic(String name, int partitions, Duration retention, TopicsProperties properties) {
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
		this.creation.update(Mono.fromRunnable(this::create)
			.subscribeOn(Schedulers.boundedElastic())
			.doOnError((error) -> log.warn("Creating the topics failed, retrying within {}: {}",
					Durations.print(MAX_BACKOFF), Failures.describe(error)))
			.retryWhen(Retry.backoff(Long.MAX_VALUE, MIN_BACKOFF).maxBackoff(MAX_BACKOFF))
			.subscribe((nothing) -> {
			}, (error) -> log.error("Creating the topics failed, not retrying: {}", Failures.describe(error)),
					() -> log.info("Topics exist")));
	}

	private void create() {
		this.kafka.createOrModifyTopics(this.topics.toArray(NewTopic[]::new));
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

}
