package io.followsync.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import com.github.dockerjava.api.DockerClient;
import io.followsync.embedded.postgres.DatabaseServer;
import io.followsync.embedded.process.FreePorts;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A service in a container that ends with this JVM. Its host port is chosen in advance,
 * so that it returns at the same address.
 */
abstract class ServiceContainer implements ManagedService {

	private static final Starter STARTER = new Starter(Duration.ofMinutes(5));

	private static final Duration MAX_RESTART = Duration.ofSeconds(60);

	private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

	private final GenericContainer<?> container;

	ServiceContainer(GenericContainer<?> container) {
		this.container = container;
		STARTER.start(container);
	}

	/** Uses the service once; fails if it is not ready. */
	abstract void use() throws Exception;

	@Override
	public void start() {
		docker().startContainerCmd(this.container.getContainerId()).exec();
		long end = System.nanoTime() + MAX_RESTART.toNanos();
		while (!isReady()) {
			if (System.nanoTime() > end) {
				throw new ServiceStartException(this.container.getDockerImageName() + " does not answer");
			}
			LockSupport.parkNanos(POLL_INTERVAL.toNanos());
		}
	}

	private boolean isReady() {
		try {
			use();
			return true;
		}
		catch (Exception ex) {
			return false;
		}
	}

	@Override
	public void stop() {
		docker().stopContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void kill() {
		docker().killContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void pause() {
		docker().pauseContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void resume() {
		docker().unpauseContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void close() {
		this.container.stop();
	}

	private DockerClient docker() {
		return this.container.getDockerClient();
	}

	private static void bindFreePort(GenericContainer<?> container, int containerPort) {
		container.setPortBindings(List.of("127.0.0.1:%d:%d".formatted(FreePorts.next(), containerPort)));
	}

	static final class Kafka extends ServiceContainer implements KafkaService {

		private final String bootstrapServers;

		Kafka() {
			this(container());
		}

		private Kafka(KafkaContainer container) {
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
			bindFreePort(container, 9092);
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

	static final class Postgres extends ServiceContainer implements PostgresService {

		private final DatabaseServer server;

		Postgres() {
			this(container());
		}

		private Postgres(PostgreSQLContainer container) {
			super(container);
			this.server = new DatabaseServer(container.getHost(),
					container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT), container.getUsername(),
					container.getPassword());
		}

		private static PostgreSQLContainer container() {
			PostgreSQLContainer container = new PostgreSQLContainer("postgres:17").withUsername("postgres")
				.withDatabaseName("postgres");
			bindFreePort(container, PostgreSQLContainer.POSTGRESQL_PORT);
			return container;
		}

		@Override
		public DatabaseServer server() {
			return this.server;
		}

		@Override
		void use() {
			database("postgres");
		}

	}

	/**
	 * Starts containers within a time that includes pulling their images. After a failure
	 * it tries none again: without a network, each would wait as long as the first.
	 */
	static final class Starter {

		private final Duration patience;

		private volatile @Nullable ServiceStartException failure;

		Starter(Duration patience) {
			this.patience = patience;
		}

		void start(GenericContainer<?> container) {
			if (this.failure != null) {
				throw new ServiceStartException("Not started, because an earlier container failed", this.failure);
			}
			try {
				CompletableFuture.runAsync(container::start, (task) -> Thread.ofPlatform().daemon().start(task))
					.get(this.patience.toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (TimeoutException ex) {
				throw fail(container, "was not pulled and started within %d s".formatted(this.patience.toSeconds()),
						ex);
			}
			catch (ExecutionException ex) {
				throw fail(container, "could not be pulled or started", ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new ServiceStartException("Interrupted while a container starts", ex);
			}
		}

		private ServiceStartException fail(GenericContainer<?> container, String failure, Exception cause) {
			ServiceStartException exception = new ServiceStartException(
					"The container %s %s".formatted(container.getDockerImageName(), failure), cause);
			this.failure = exception;
			return exception;
		}

	}

}
