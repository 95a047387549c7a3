package io.followsync.gateway.operations.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.operations.DependencyHealth;
import io.followsync.gateway.queue.QueueStanding;
import io.followsync.gateway.queue.RecentQueue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Health")
record HealthController(DependencyHealth dependencies, RecentQueue queue, Clock clock) {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

	@Operation(operationId = "getHealth",
			summary = "healthy; degraded, with the reason, while the broker is away or no worker is running; "
					+ "503 unhealthy without the database")
	@GetMapping(path = "/api/health", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<HealthAnswer> health() {
		return Mono.zip(this.dependencies.isDatabaseReachable(), this.dependencies.isBrokerReachable())
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
			.retryAfter(RETRY_AFTER);
	}

	/**
	 * @param activeJobs null while jobs cannot be counted, like {@code queuedJobs}
	 * @param reason why the status is not "healthy"; left out when it is
	 */
	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record HealthAnswer(String status, Instant timestamp, @Nullable Integer activeJobs, @Nullable Integer queuedJobs,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason) {

		static HealthAnswer of(Optional<QueueStanding> standing, boolean brokerReachable, Instant now) {
			List<String> reasons = reasons(standing, brokerReachable);
			return new HealthAnswer(reasons.isEmpty() ? "healthy" : "degraded", now,
					standing.map(QueueStanding::started).orElse(null), standing.map(QueueStanding::queued).orElse(null),
					reasons.isEmpty() ? null : String.join(" ", reasons));
		}

		private static List<String> reasons(Optional<QueueStanding> standing, boolean brokerReachable) {
			List<String> reasons = new ArrayList<>();
			if (!brokerReachable) {
				reasons.add("The message broker cannot be reached: submissions are kept and start later.");
			}
			if (standing.isEmpty()) {
				reasons.add("Jobs cannot be counted at the moment.");
			}
			else if (!standing.get().hasWorkers()) {
				reasons.add("No worker is running: submissions are kept and start once one is.");
			}
			return reasons;
		}

	}

}
