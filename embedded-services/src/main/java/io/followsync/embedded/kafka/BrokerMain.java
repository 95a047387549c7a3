package io.followsync.embedded.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import io.followsync.embedded.process.Lifeline;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * The process of {@link EmbeddedKafka}. Arguments: directory, port, controller port,
 * whether temporary.
 */
final class BrokerMain {

	private BrokerMain() {
	}

	public static void main(String[] arguments) {
		Path directory = Path.of(arguments[0]);
		BrokerConfig config = new BrokerConfig(directory.resolve("log"), Integer.parseInt(arguments[1]),
				Integer.parseInt(arguments[2]));
		boolean temporary = Boolean.parseBoolean(arguments[3]);
		Lifeline.serve(() -> start(config), temporary ? directory : null);
	}

	private static AutoCloseable start(BrokerConfig config) throws Exception {
		formatOnce(config);
		Properties properties = config.properties();
		KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
		server.startup();
		return () -> {
			server.shutdown();
			server.awaitShutdown();
		};
	}

	private static void formatOnce(BrokerConfig config) throws Exception {
		if (Files.exists(config.logDirectory().resolve("meta.properties"))) {
			return;
		}
		Files.createDirectories(config.logDirectory());
		new Formatter().setClusterId(Uuid.randomUuid().toString())
			.setNodeId(1)
			.addDirectory(config.logDirectory().toString())
			.setMetadataLogDirectory(config.logDirectory().toString())
			.setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
			.setControllerListenerName(BrokerConfig.CONTROLLER_LISTENER)
			.setPrintStream(System.err)
			.run();
	}

}
