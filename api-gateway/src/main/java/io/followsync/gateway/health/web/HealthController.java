package io.followsync.gateway.health.web;

import java.time.Clock;
import java.time.Duration;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.health.Dependencies;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Health")
class HealthController {

	private static final Duration RETRY = Duration.ofSeconds(5);

	private final Dependencies dependencies;

	private final Clock clock;

	HealthController(Dependencies dependencies, Clock clock) {
		this.dependencies = dependencies;
		this.clock = clock;
	}

	@Operation(summary = "healthy; degraded while the broker is away; 503 unhealthy without the database")
	@GetMapping(path = "/api/health", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<HealthAnswer> health() {
		return Mono.zip(this.dependencies.database(), this.dependencies.brokerReachable())
			.map((checks) -> checks.getT1()
				.map((standing) -> HealthAnswer.of(standing, checks.getT2(), this.clock.instant()))
				.orElseThrow(this::unhealthy));
	}

	private ApiException unhealthy() {
		return new ApiException(ErrorCode.UNAVAILABLE).with("status", "unhealthy")
			.with("timestamp", this.clock.instant())
			.retryAfter(RETRY);
	}

}
