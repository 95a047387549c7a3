package io.followsync.embedded;

/** A Kafka broker at a fixed address. Topics are not created by use. */
public interface KafkaService extends ManagedService {

	String bootstrapServers();

}
