package io.followsync.gateway.health.web;

import java.time.Instant;

import io.followsync.gateway.queue.QueueStanding;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record HealthAnswer(String status, Instant timestamp, int activeJobs, int queuedJobs) {

	static HealthAnswer of(QueueStanding standing, boolean brokerReachable, Instant now) {
		return new HealthAnswer(brokerReachable ? "healthy" : "degraded", now, standing.started(), standing.queued());
	}

}
