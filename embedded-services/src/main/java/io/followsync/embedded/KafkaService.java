package io.followsync.embedded;

/** A Kafka broker at a fixed address. Using a topic does not create it. */
@FunctionalInterface
public interface KafkaService extends ManagedService {

	String bootstrapServers();

}
