package io.followsync.runtime.kafka;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaTemplate;

@AutoConfiguration
class SendingAutoConfiguration {

	@Bean
	RecordSender recordSender(KafkaTemplate<byte[], byte[]> kafka, MeterRegistry meters) {
		return new RecordSender(kafka, meters);
	}

}
