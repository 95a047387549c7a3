package io.followsync.gateway.streaming.kafka;

import io.followsync.gateway.streaming.ProgressFeed;
import io.followsync.gateway.streaming.StreamingProperties;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FeedConfiguration {

	@Bean
	DeadLetters progressDeadLetters(KafkaProperties kafka, MeterRegistry meters) {
		return new DeadLetters(kafka.buildProducerProperties(), meters);
	}

	@Bean
	ProgressFeed progressFeed(KafkaProperties kafka, StreamingProperties streaming, DeadLetters deadLetters) {
		ProgressTopic topic = new ProgressTopic(kafka.buildAdminProperties(), streaming.partitionRefresh());
		return new ReactorKafkaProgressFeed(kafka.buildConsumerProperties(), topic, deadLetters);
	}

}
