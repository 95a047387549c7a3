package io.followsync.embedded;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import io.followsync.embedded.postgres.DatabaseServer;
import io.followsync.embedded.postgres.EmbeddedPostgres;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/**
 * Where this JVM's services come from: a service whose address is given as
 * {@code followsync.kafka.bootstrap-servers} or {@code followsync.postgres.host} (with
 * {@code .port}, {@code .user}, {@code .password}) is used as it is; otherwise
 * {@code followsync.services=containers} starts containers, which needs a running Docker;
 * without that setting, the services are embedded.
 */
enum ServiceSource {

	CONTAINERS(ServiceContainer.Kafka::new, ServiceContainer.Postgres::new),

	EMBEDDED(EmbeddedKafka::temporary, EmbeddedPostgres::temporary);

	private final Supplier<KafkaService> kafkaStart;

	private final Supplier<PostgresService> postgresStart;

	ServiceSource(Supplier<KafkaService> kafkaStart, Supplier<PostgresService> postgresStart) {
		this.kafkaStart = kafkaStart;
		this.postgresStart = postgresStart;
	}

	KafkaService kafka() {
		return setting("followsync.kafka.bootstrap-servers").<KafkaService>map((servers) -> () -> servers)
			.orElseGet(this.kafkaStart);
	}

	PostgresService postgres() {
		return setting("followsync.postgres.host").map(ServiceSource::serverAt)
			.<PostgresService>map((server) -> () -> server)
			.orElseGet(this.postgresStart);
	}

	private static DatabaseServer serverAt(String host) {
		return new DatabaseServer(host, setting("followsync.postgres.port").map(Integer::valueOf).orElse(5432),
				setting("followsync.postgres.user").orElse("postgres"),
				setting("followsync.postgres.password").orElse(""));
	}

	static ServiceSource fromSettings() {
		String source = setting("followsync.services").orElse("embedded");
		return switch (source) {
			case "embedded" -> EMBEDDED;
			case "containers" -> containersOrEmbedded();
			default -> throw new ServiceStartException(
					"followsync.services is \"%s\"; it must be embedded or containers".formatted(source));
		};
	}

	private static ServiceSource containersOrEmbedded() {
		if (DockerClientFactory.instance().isDockerAvailable()) {
			return CONTAINERS;
		}
		LoggerFactory.getLogger(ServiceSource.class).warn("Docker does not answer, using embedded services instead");
		return EMBEDDED;
	}

	/** A system property, or the environment variable of that name in capitals. */
	private static Optional<String> setting(String name) {
		String variable = name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
		return Optional.ofNullable(System.getProperty(name))
			.or(() -> Optional.ofNullable(System.getenv(variable)))
			.filter((value) -> !value.isBlank());
	}

}
