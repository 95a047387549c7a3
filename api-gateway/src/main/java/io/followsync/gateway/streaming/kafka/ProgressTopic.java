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

/** The partitions of the progress topic, as the broker reports them. */
record ProgressTopic(Map<String, Object> properties, String name, Duration refresh) {

	private static final int TIMEOUT_MILLIS = 5000;

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

	ProgressTopic {
		properties = new HashMap<>(properties);
		properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
		properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
	}

	// The properties may hold passwords.
	@Override
	public String toString() {
		return "ProgressTopic[" + this.name + "]";
	}

	/** Fails when the broker does not answer, or has no such topic yet. */
	Mono<Set<TopicPartition>> partitions() {
		// A new client each time, as this is asked only once a minute. Creating and
		// closing it may block, so both happen on a thread that may be blocked.
		return Mono
			.using(() -> Admin.create(this.properties),
					(admin) -> Mono
						.fromCompletionStage(
								() -> admin.describeTopics(List.of(this.name)).allTopicNames().toCompletionStage())
						.publishOn(Schedulers.boundedElastic()),
					(admin) -> admin.close(CLOSE_TIMEOUT))
			.subscribeOn(Schedulers.boundedElastic())
			.map((topics) -> topics.values().stream().flatMap(ProgressTopic::partitions).collect(Collectors.toSet()));
	}

	/** Emits the new partitions when the topic no longer has exactly these. */
	Flux<Set<TopicPartition>> changesFrom(Set<TopicPartition> assigned) {
		// An unreachable broker counts as no change; ticks during a query are dropped.
		return Flux.interval(this.refresh)
			.onBackpressureDrop()
			.concatMap((tick) -> partitions().onErrorComplete(), 0)
			.filter((partitions) -> !partitions.equals(assigned));
	}

	private static Stream<TopicPartition> partitions(TopicDescription topic) {
		return topic.partitions().stream().map((info) -> new TopicPartition(topic.name(), info.partition()));
	}

}
