package io.followsync.embedded.containers;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.followsync.embedded.KafkaService;
import io.followsync.embedded.process.FreePorts;
import org.apache.kafka.clients.admin.Admin;
import org.testcontainers.kafka.KafkaContainer;

/** Apache Kafka as a container that ends with this JVM. */
public final class KafkaInContainer extends ServiceContainer implements KafkaService {

	private static final int PORT = 9092;

	private final String bootstrapServers;

	public KafkaInContainer() {
		this(container());
	}

	private KafkaInContainer(KafkaContainer container) {
		super(container);
		this.bootstrapServers = container.getBootstrapServers();
	}

	private static KafkaContainer container() {
		KafkaContainer container = new KafkaContainer("apache/kafka:4.2.1")
			.withEnv("KAFKA_GROUP_CONSUMER_SESSION_TIMEOUT_MS", "3000")
			.withEnv("KAFKA_GROUP_CONSUMER_MIN_SESSION_TIMEOUT_MS", "3000")
			.withEnv("KAFKA_GROUP_CONSUMER_HEARTBEAT_INTERVAL_MS", "1000")
			.withEnv("KAFKA_GROUP_CONSUMER_MIN_HEARTBEAT_INTERVAL_MS", "1000")
			.withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
			.withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
		container.setPortBindings(List.of("127.0.0.1:%d:%d".formatted(FreePorts.next(), PORT)));
		return container;
	}

	@Override
	public String bootstrapServers() {
		return this.bootstrapServers;
	}

	@Override
	void use() throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", this.bootstrapServers))) {
			admin.describeCluster().nodes().get(5, TimeUnit.SECONDS);
		}
	}

}
