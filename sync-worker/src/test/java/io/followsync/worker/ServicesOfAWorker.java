package io.followsync.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.followsync.embedded.Database;
import io.followsync.embedded.ServicesForTests;
import io.followsync.messaging.Topics;
import io.followsync.runtime.kafka.RecordSender;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/** A database, a broker and keys for a whole worker in a test. */
public final class ServicesOfAWorker {

	private ServicesOfAWorker() {
	}

	/** Returns the database as its owner sees it. */
	public static DatabaseClient register(DynamicPropertyRegistry registry) throws IOException {
		Database database = ServicesForTests.createDatabase();
		Database worker = ServicesForTests.as("followsync_worker", database);
		registry.add("spring.r2dbc.url", database::r2dbcUrl);
		registry.add("spring.r2dbc.username", worker::user);
		registry.add("spring.r2dbc.password", worker::password);
		registry.add("spring.flyway.url", database::jdbcUrl);
		registry.add("spring.flyway.user", worker::user);
		registry.add("spring.flyway.password", worker::password);
		// As in a cluster: the worker waits until the owner has migrated the schema.
		registry.add("followsync.schema.migrate", () -> false);
		CompletableFuture.runAsync(() -> WorkerDatabase.migrate(database));
		registry.add("spring.kafka.bootstrap-servers", ServicesForTests::kafkaBootstrapServers);
		String keys = Files.createTempDirectory(Path.of("target"), "keys").toString();
		registry.add("followsync.vault.directory", () -> keys);
		registry.add("followsync.vault.create-missing", () -> true);
		return DatabaseClient.create(WorkerDatabase.pool(database));
	}

	public static RecordSender sender(MeterRegistry meters) {
		Map<String, Object> settings = Map.of("bootstrap.servers", ServicesForTests.kafkaBootstrapServers(),
				"max.block.ms", 1000, "delivery.timeout.ms", 5000, "request.timeout.ms", 2000);
		return new RecordSender(new KafkaTemplate<>(
				new DefaultKafkaProducerFactory<>(settings, new ByteArraySerializer(), new ByteArraySerializer())),
				meters);
	}

	/** As the gateway does. */
	public static void createTopics() throws Exception {
		Map<String, Object> settings = Map.of("bootstrap.servers", ServicesForTests.kafkaBootstrapServers());
		try (Admin admin = Admin.create(settings)) {
			admin
				.createTopics(List.of(new NewTopic(Topics.REQUESTS, 6, (short) 1),
						new NewTopic(Topics.PROGRESS, 6, (short) 1), new NewTopic(Topics.DEAD_LETTERS, 1, (short) 1)))
				.all()
				.get();
		}
		catch (ExecutionException ex) {
			assertThat(ex).hasCauseInstanceOf(TopicExistsException.class);
		}
	}

}
