package io.followsync.gateway.health.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.followsync.gateway.queue.QueueStanding;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

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
		return Stream
			.of(reason(brokerReachable, "The message broker cannot be reached: submissions are kept and start later."),
					reason(standing.isPresent(), "Jobs cannot be counted at the moment."),
					reason(standing.map(QueueStanding::hasWorkers).orElse(true),
							"No worker is running: submissions are kept and start once one is."))
			.flatMap(Optional::stream)
			.toList();
	}

	private static Optional<String> reason(boolean fine, String otherwise) {
		return fine ? Optional.empty() : Optional.of(otherwise);
	}

}
