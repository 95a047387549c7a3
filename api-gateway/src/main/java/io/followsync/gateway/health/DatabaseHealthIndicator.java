package io.followsync.gateway.health;

import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;

/** Part of readiness: without its database a gateway cannot work. */
@Component("database")
class DatabaseHealthIndicator implements ReactiveHealthIndicator {

	private final Dependencies dependencies;

	DatabaseHealthIndicator(Dependencies dependencies) {
		this.dependencies = dependencies;
	}

	@Override
	public Mono<Health> health() {
		return this.dependencies.database()
			.map((standing) -> standing.isPresent() ? Health.up().build() : Health.down().build());
	}

}
