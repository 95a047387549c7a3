package io.followsync.embedded;

import io.followsync.embedded.containers.KafkaInContainer;
import io.followsync.embedded.containers.PostgresInContainer;
import io.followsync.embedded.kafka.EmbeddedKafka;
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

	CONTAINERS {
		@Override
		KafkaService startKafka() {
			return new KafkaInContainer();
		}

		@Override
		PostgresService startPostgres() {
			return new PostgresInContainer();
		}
	},

	EMBEDDED {
		@Override
		KafkaService startKafka() {
			return EmbeddedKafka.temporary();
		}

		@Override
		PostgresService startPostgres() {
			return EmbeddedPostgres.temporary();
		}
	};

	abstract KafkaService startKafka();

	abstract PostgresService startPostgres();

	KafkaService kafka() {
		return Settings.find("followsync.kafka.bootstrap-servers")
			.<KafkaService>map(GivenKafka::new)
			.orElseGet(this::startKafka);
	}

	PostgresService postgres() {
		return Settings.find("followsync.postgres.host")
			.<PostgresService>map((host) -> new GivenPostgres(new DatabaseServer(host,
					Settings.find("followsync.postgres.port").map(Integer::valueOf).orElse(5432),
					Settings.find("followsync.postgres.user").orElse("postgres"),
					Settings.find("followsync.postgres.password").orElse(""))))
			.orElseGet(this::startPostgres);
	}

	static ServiceSource fromSettings() {
		String asked = Settings.find("followsync.services").orElse("embedded");
		return switch (asked) {
			case "embedded" -> EMBEDDED;
			case "containers" -> containersOrEmbedded();
			default -> throw new ServiceStartException(
					"followsync.services is \"%s\"; it must be embedded or containers".formatted(asked));
		};
	}

	private static ServiceSource containersOrEmbedded() {
		if (DockerClientFactory.instance().isDockerAvailable()) {
			return CONTAINERS;
		}
		LoggerFactory.getLogger(ServiceSource.class).warn("Docker does not answer: the services are embedded instead");
		return EMBEDDED;
	}

}
