package io.followsync.gateway.streaming.kafka;

import io.followsync.gateway.streaming.ProgressFeed;
import io.followsync.gateway.streaming.StreamingProperties;
import io.followsync.messaging.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.kafka.receiver.MicrometerConsumerListener;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FeedConfiguration {

	@Bean
	ProgressFeed progressFeed(KafkaProperties kafka, StreamingProperties streaming, DeadLetters deadLetters,
			MeterRegistry meters) {
		ProgressTopic topic = new ProgressTopic(kafka.buildAdminProperties(), Topics.PROGRESS,
				streaming.partitionRefresh());
		return new ReactorKafkaProgressFeed(kafka.buildConsumerProperties(), topic, deadLetters,
				new MicrometerConsumerListener(meters));
	}

}
