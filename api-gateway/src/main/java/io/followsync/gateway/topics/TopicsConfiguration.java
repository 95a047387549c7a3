package io.followsync.gateway.topics;

import java.time.Duration;

import io.followsync.messaging.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TopicsProperties.class)
class TopicsConfiguration {

	@Bean
	NewTopic requestsTopic(TopicsProperties properties) {
		return topic(Topics.REQUESTS, properties.requestsPartitions(), properties.requestsRetention(), properties)
			.build();
	}

	@Bean
	NewTopic progressTopic(TopicsProperties properties) {
		return topic(Topics.PROGRESS, properties.progressPartitions(), properties.progressRetention(), properties)
			.config(TopicConfig.SEGMENT_MS_CONFIG, millis(properties.progressSegment()))
			.build();
	}

	@Bean
	NewTopic deadLettersTopic(TopicsProperties properties) {
		return topic(Topics.DEAD_LETTERS, properties.deadLettersPartitions(), properties.deadLettersRetention(),
				properties)
			.build();
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

}
