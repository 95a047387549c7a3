package io.followsync.worker.broker;

import java.util.Map;

import io.followsync.embedded.ServicesForTests;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** Senders to the tests' broker. */
public final class SenderForTests {

	private SenderForTests() {
	}

	public static RecordSender sender(MeterRegistry meters) {
		Map<String, Object> settings = Map.of("bootstrap.servers", ServicesForTests.kafkaBootstrapServers(),
				"max.block.ms", 1000, "delivery.timeout.ms", 5000, "request.timeout.ms", 2000);
		return new RecordSender(new KafkaTemplate<>(
				new DefaultKafkaProducerFactory<>(settings, new ByteArraySerializer(), new ByteArraySerializer())),
				meters);
	}

}
