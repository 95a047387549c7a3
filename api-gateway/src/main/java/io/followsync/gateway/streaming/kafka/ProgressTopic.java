package io.followsync.gateway.streaming.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The partitions of the progress topic, as the broker has them. */
final class ProgressTopic {

	private static final int PATIENCE_MILLIS = 5000;

	private static final Duration CLOSING = Duration.ofSeconds(1);

	private final Map<String, Object> properties;

	private final String name;

	private final Duration refresh;

	ProgressTopic(Map<String, Object> properties, String name, Duration refresh) {
		this.properties = new HashMap<>(properties);
		this.properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
		this.properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
		this.name = name;
		this.refresh = refresh;
	}

	/** Fails when the broker does not answer, or has no such topic yet. */
	Mono<Set<TopicPartition>> partitions() {
		// A client for each question: it is asked once a minute. Made and closed where
		// blocking hurts nobody, as either may.
		return Mono
			.using(() -> Admin.create(this.properties),
					(admin) -> Mono
						.fromCompletionStage(
								() -> admin.describeTopics(List.of(this.name)).allTopicNames().toCompletionStage())
						.publishOn(Schedulers.boundedElastic()),
					(admin) -> admin.close(CLOSING))
			.subscribeOn(Schedulers.boundedElastic())
			.map((topics) -> topics.values().stream().flatMap(ProgressTopic::partitions).collect(Collectors.toSet()));
	}

	/** Tells when the topic no longer has exactly these partitions. */
	Flux<Set<TopicPartition>> changesFrom(Set<TopicPartition> assigned) {
		// A broker that is away changes nothing, and ticks that come meanwhile are
		// dropped.
		return Flux.interval(this.refresh)
			.onBackpressureDrop()
			.concatMap((tick) -> partitions().onErrorComplete(), 0)
			.filter((partitions) -> !partitions.equals(assigned));
	}

	private static Stream<TopicPartition> partitions(TopicDescription topic) {
		return topic.partitions().stream().map((info) -> new TopicPartition(topic.name(), info.partition()));
	}

}
