package io.followsync.gateway.health.web;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.health.Dependencies;
import io.followsync.gateway.queue.RecentQueue;
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

	private final RecentQueue queue;

	private final Clock clock;

	HealthController(Dependencies dependencies, RecentQueue queue, Clock clock) {
		this.dependencies = dependencies;
		this.queue = queue;
		this.clock = clock;
	}

	@Operation(summary = "healthy; degraded, with the reason, while the broker is away or no worker is running; "
			+ "503 unhealthy without the database")
	@GetMapping(path = "/api/health", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<HealthAnswer> health() {
		return Mono.zip(this.dependencies.databaseReachable(), this.dependencies.brokerReachable())
			.flatMap((checks) -> checks.getT1() ? answer(checks.getT2()) : Mono.error(this::unhealthy));
	}

	private Mono<HealthAnswer> answer(boolean brokerReachable) {
		return this.queue.standing()
			.map(Optional::of)
			// A count that fails says nothing about the health of the gateway.
			.onErrorReturn(Optional.empty())
			.map((standing) -> HealthAnswer.of(standing, brokerReachable, this.clock.instant()));
	}

	private ApiException unhealthy() {
		return new ApiException(ErrorCode.UNAVAILABLE).with("status", "unhealthy")
			.with("timestamp", this.clock.instant())
			.retryAfter(RETRY);
	}

}
