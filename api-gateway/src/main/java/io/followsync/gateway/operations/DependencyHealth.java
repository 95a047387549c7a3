package io.followsync.gateway.operations;

import java.time.Duration;

import io.followsync.gateway.database.UncancellableWork;
import io.followsync.runtime.logging.Failures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Repository;

/**
 * Whether the services that the gateway depends on can be reached. Each check takes at
 * most two seconds, is shared by concurrent callers and is cached for one second, so that
 * frequent health calls do not load the database.
 */
@Component
public class DependencyHealth {

	private static final Logger log = LoggerFactory.getLogger(DependencyHealth.class);

	private static final Duration CACHE_TIME = Duration.ofSeconds(1);

	private final Mono<Boolean> database;

	private final Mono<Boolean> broker;

	DependencyHealth(DatabaseCheck database, BrokerCheck broker) {
		this.database = Mono.defer(database::run)
			.thenReturn(true)
			.onErrorResume(DependencyHealth::logUnreachable)
			.cache(CACHE_TIME);
		this.broker = Mono.defer(broker::isReachable).cache(CACHE_TIME);
	}

	public Mono<Boolean> isDatabaseReachable() {
		return this.database;
	}

	public Mono<Boolean> isBrokerReachable() {
		return this.broker;
	}

	private static Mono<Boolean> logUnreachable(Throwable error) {
		log.atWarn()
			.addKeyValue("error", Failures.describe(error))
			.log("Database check failed, not ready until the next one succeeds");
		return Mono.just(false);
	}

	@Repository
	static class DatabaseCheck {

		private static final Duration TIMEOUT = Duration.ofSeconds(2);

		private final DatabaseClient database;

		DatabaseCheck(DatabaseClient database) {
			this.database = database;
		}

		/** Fails when there is no answer in time. */
		Mono<Void> run() {
			return UncancellableWork.within(TIMEOUT, this.database.sql("SELECT 1").then());
		}

	}

	public interface BrokerCheck {

		/** Answers in a bounded time and never fails. */
		Mono<Boolean> isReachable();

	}

	/**
	 * Part of readiness: without its database a gateway cannot work. Nothing is counted
	 * for it, so that a slow count does not take every gateway out of service at once.
	 */
	@Component("database")
	record DatabaseHealthIndicator(DependencyHealth dependencies) implements ReactiveHealthIndicator {

		@Override
		public Mono<Health> health() {
			return this.dependencies.isDatabaseReachable()
				.map((reachable) -> reachable ? Health.up().build() : Health.down().build());
		}

	}

}
