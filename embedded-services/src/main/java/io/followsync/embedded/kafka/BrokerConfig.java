package io.followsync.embedded.kafka;

import java.nio.file.Path;
import java.util.Properties;

/** The settings of a single broker. */
record BrokerConfig(Path logDirectory, int port, int controllerPort) {

	static final String CONTROLLER_LISTENER = "CONTROLLER";

	Properties properties() {
		Properties properties = new Properties();
		properties.put("process.roles", "broker,controller");
		properties.put("node.id", "1");
		properties.put("controller.listener.names", CONTROLLER_LISTENER);
		properties.put("controller.quorum.voters", "1@127.0.0.1:" + this.controllerPort);
		properties.put("listeners",
				"PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(this.port, this.controllerPort));
		properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + this.port);
		properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
		properties.put("log.dirs", this.logDirectory.toString());
		properties.put("auto.create.topics.enable", "false");
		oneReplica(properties);
		quickToForgetTheDead(properties);
		small(properties);
		return properties;
	}

	private static void oneReplica(Properties properties) {
		properties.put("offsets.topic.replication.factor", "1");
		properties.put("offsets.topic.num.partitions", "4");
		properties.put("transaction.state.log.replication.factor", "1");
		properties.put("transaction.state.log.min.isr", "1");
		properties.put("transaction.state.log.num.partitions", "2");
		properties.put("share.coordinator.state.topic.replication.factor", "1");
		properties.put("share.coordinator.state.topic.min.isr", "1");
	}

	// By default, a hard kill of a group member or the broker is noticed after 45 s.
	private static void quickToForgetTheDead(Properties properties) {
		properties.put("group.initial.rebalance.delay.ms", "0");
		properties.put("group.consumer.session.timeout.ms", "3000");
		properties.put("group.consumer.min.session.timeout.ms", "3000");
		properties.put("group.consumer.heartbeat.interval.ms", "1000");
		properties.put("group.consumer.min.heartbeat.interval.ms", "1000");
		properties.put("broker.session.timeout.ms", "2000");
		properties.put("broker.heartbeat.interval.ms", "500");
	}

	private static void small(Properties properties) {
		properties.put("num.network.threads", "2");
		properties.put("num.io.threads", "4");
		properties.put("background.threads", "2");
		properties.put("log.cleaner.dedupe.buffer.size", "4194304");
		properties.put("log.index.size.max.bytes", "1048576");
	}

}
