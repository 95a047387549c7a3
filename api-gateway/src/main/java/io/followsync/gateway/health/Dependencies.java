package io.followsync.gateway.health;

import java.time.Duration;

import io.followsync.runtime.logging.Failures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The services that the gateway depends on. Each check takes at most two seconds, is
 * shared by concurrent callers and is cached for one second, so that frequent health
 * calls do not load the database.
 */
@Component
public class Dependencies {

	private static final Logger log = LoggerFactory.getLogger(Dependencies.class);

	private static final Duration VALIDITY = Duration.ofSeconds(1);

	private final Mono<Boolean> database;

	private final Mono<Boolean> broker;

	Dependencies(DatabaseReachability database, BrokerReachability broker) {
		this.database = Mono.defer(database::ask)
			.thenReturn(true)
			.onErrorResume(Dependencies::unreachable)
			.cache(VALIDITY);
		this.broker = Mono.defer(broker::reachable).cache(VALIDITY);
	}

	public Mono<Boolean> databaseReachable() {
		return this.database;
	}

	public Mono<Boolean> brokerReachable() {
		return this.broker;
	}

	private static Mono<Boolean> unreachable(Throwable error) {
		log.atWarn()
			.addKeyValue("error", Failures.describe(error))
			.log("Database check failed, not ready until the next one succeeds");
		return Mono.just(false);
	}

}
