package io.followsync.gateway.queue.web;

import java.util.List;

import io.followsync.gateway.queue.QueueStanding;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record QueueAnswer(int activeSessions, int maxConcurrent, int queuedJobs, List<String> activeSessionIds,
		long totalJobsInMemory) {

	static QueueAnswer of(QueueStanding standing, List<String> sessions) {
		return new QueueAnswer(standing.started(), standing.slots(), standing.queued(), sessions, standing.jobs());
	}

}
