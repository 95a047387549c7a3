package io.followsync.runtime.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import io.followsync.runtime.logging.Failures;
import io.r2dbc.spi.ConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.r2dbc.BadSqlGrammarException;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Waits at the start until the owner of the schema has migrated it to this release and
 * has granted this service its rights. It asks while the rest of the service is being
 * made, and nothing of the service starts before the answer.
 * <p>
 * Flyway would say the same, but takes longer to load than the answer takes.
 */
final class SchemaWait implements SmartLifecycle, DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(SchemaWait.class);

	private static final Duration POLL_INTERVAL = Duration.ofMillis(250);

	private static final String MIGRATIONS = "classpath:db/migration/V*__*.sql";

	private static final String APPLIED = "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL";

	private static final String RIGHTS = "SELECT has_any_column_privilege('jobs', 'SELECT')";

	private final DatabaseClient database;

	private final Duration timeout;

	private final Set<String> needed;

	private final CompletableFuture<Void> ready;

	private volatile String missing = "no answer yet";

	private volatile boolean running;

	SchemaWait(ConnectionFactory connections, ResourcePatternResolver resources, Duration timeout) {
		this.database = DatabaseClient.create(connections);
		this.timeout = timeout;
		this.needed = versions(resources);
		this.ready = Mono.defer(this::findMissing)
			.doOnNext(this::report)
			.repeatWhen((answers) -> answers.delayElements(POLL_INTERVAL))
			.takeUntil(String::isEmpty)
			.then()
			.toFuture();
	}

	private static Set<String> versions(ResourcePatternResolver resources) {
		try {
			return Arrays.stream(resources.getResources(MIGRATIONS))
				.map(Resource::getFilename)
				.map((name) -> Objects.requireNonNull(name).substring(1, name.indexOf("__")))
				.collect(Collectors.toUnmodifiableSet());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Empty if nothing is missing. */
	private Mono<String> findMissing() {
		return this.database.sql(APPLIED)
			.mapValue(String.class)
			.all()
			.collect(Collectors.toSet())
			// A new database, which has no such table yet.
			.onErrorReturn(BadSqlGrammarException.class, Set.of())
			.map((applied) -> this.needed.stream().filter((version) -> !applied.contains(version)).count())
			.flatMap((pending) -> (pending > 0) ? Mono.just(pending + " migrations are pending") : missingRights())
			.onErrorResume((ex) -> Mono.just(Failures.describe(ex)));
	}

	private Mono<String> missingRights() {
		return this.database.sql(RIGHTS)
			.mapValue(Boolean.class)
			.one()
			.map((granted) -> granted ? "" : "this service has no rights yet");
	}

	private void report(String reason) {
		if (!reason.isEmpty() && !reason.equals(this.missing)) {
			log.atInfo().addKeyValue("reason", reason).log("schema not ready, waiting for its owner to migrate it");
		}
		this.missing = reason;
	}

	/**
	 * Returns when the schema is ready.
	 * @throws IllegalStateException with the last reason after the timeout
	 */
	@Override
	public void start() {
		try {
			this.ready.get(this.timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException(
					"The schema was not ready within %s: %s".formatted(this.timeout, this.missing));
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for the schema");
		}
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before everything that asks the database. */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	/** Ends the wait of a start that failed elsewhere. */
	@Override
	public void destroy() {
		this.ready.cancel(true);
	}

}
