package io.followsync.gateway.health;

import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Part of readiness: without its database a gateway cannot work. Nothing is counted for
 * it, so that a slow count does not take every gateway out of service at once.
 */
@Component("database")
class DatabaseHealthIndicator implements ReactiveHealthIndicator {

	private final Dependencies dependencies;

	DatabaseHealthIndicator(Dependencies dependencies) {
		this.dependencies = dependencies;
	}

	@Override
	public Mono<Health> health() {
		return this.dependencies.databaseReachable()
			.map((reachable) -> reachable ? Health.up().build() : Health.down().build());
	}

}
