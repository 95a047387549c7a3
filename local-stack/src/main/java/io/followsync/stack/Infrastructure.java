package io.followsync.stack;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.followsync.embedded.EmbeddedKafka;
import io.followsync.embedded.KafkaService;
import io.followsync.embedded.PostgresService;
import io.followsync.embedded.postgres.EmbeddedPostgres;
import io.followsync.stack.process.Supervisor.Part;
import org.jspecify.annotations.Nullable;

record Infrastructure(PostgresService postgres, KafkaService kafka) {

	/** Starts both; if one fails, neither is left running. */
	static Infrastructure start(StackConfig config, DataDirectory data) {
		StackConfig.Ports ports = config.ports();
		AtomicReference<@Nullable PostgresService> postgres = new AtomicReference<>();
		AtomicReference<@Nullable KafkaService> kafka = new AtomicReference<>();
		try {
			Parallel.run(
					() -> postgres.set(EmbeddedPostgres.kept(data.of("postgres"), ports.postgres(),
							config.propertiesOf("postgres"))),
					() -> kafka.set(EmbeddedKafka.kept(data.of("kafka"), ports.kafka())));
			return new Infrastructure(Objects.requireNonNull(postgres.get()), Objects.requireNonNull(kafka.get()));
		}
		catch (RuntimeException ex) {
			Optional.ofNullable(kafka.get()).ifPresent(KafkaService::close);
			Optional.ofNullable(postgres.get()).ifPresent(PostgresService::close);
			throw ex;
		}
	}

	List<Part> parts() {
		return List.of(new Part("PostgreSQL", this.postgres::unexpectedEnd, this.postgres::start, List.of()),
				new Part("Kafka", this.kafka::unexpectedEnd, this.kafka::start, List.of()));
	}

	void startAgain() {
		Parallel.run(this.postgres::start, this.kafka::start);
	}

	void kill() {
		this.kafka.kill();
		this.postgres.kill();
	}

	/** Stops the broker first, then the database. */
	void close() {
		this.kafka.close();
		this.postgres.close();
	}

}
