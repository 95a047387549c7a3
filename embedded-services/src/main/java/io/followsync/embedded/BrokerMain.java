package io.followsync.embedded;

import java.io.IOException;
import java.io.InputStream;
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

	public static void main(String[] arguments) {
		Path directory = Path.of(arguments[0]);
		boolean temporary = Boolean.parseBoolean(arguments[3]);
		Lifeline.serve(() -> start(directory.resolve("log"), arguments[1], arguments[2]), temporary ? directory : null);
	}

	private static AutoCloseable start(Path logDirectory, String port, String controllerPort) throws Exception {
		formatOnce(logDirectory);
		Properties settings = settings(logDirectory, port, controllerPort);
		KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
		server.startup();
		return () -> {
			server.shutdown();
			server.awaitShutdown();
		};
	}

	private static void formatOnce(Path logDirectory) throws Exception {
		if (Files.exists(logDirectory.resolve("meta.properties"))) {
			return;
		}
		Files.createDirectories(logDirectory);
		new Formatter().setClusterId(Uuid.randomUuid().toString())
			.setNodeId(1)
			.addDirectory(logDirectory.toString())
			.setMetadataLogDirectory(logDirectory.toString())
			.setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
			.setControllerListenerName("CONTROLLER")
			.setPrintStream(System.err)
			.run();
	}

	private static Properties settings(Path logDirectory, String port, String controllerPort) throws IOException {
		Properties settings = new Properties();
		try (InputStream file = BrokerMain.class
			.getResourceAsStream("/io/followsync/embedded/kafka-broker.properties")) {
			settings.load(file);
		}
		settings.put("log.dirs", logDirectory.toString());
		settings.put("listeners", "PLAINTEXT://127.0.0.1:%s,CONTROLLER://127.0.0.1:%s".formatted(port, controllerPort));
		settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
		settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
		return settings;
	}

}
