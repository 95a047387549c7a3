package io.followsync.gateway.analysis.web;

import java.util.List;

import io.followsync.gateway.queue.QueueStanding;
import io.followsync.gateway.queue.RecentQueue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Queue")
class QueueController {

	private final RecentQueue recent;

	QueueController(RecentQueue recent) {
		this.recent = recent;
	}

	@Operation(summary = "How long the queue is and who is being served, masked")
	@GetMapping(path = "/api/queue", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<QueueAnswer> queue() {
		return this.recent.standing().zipWith(this.recent.startedSessions(), QueueAnswer::of);
	}

	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record QueueAnswer(int activeSessions, int maxConcurrent, int queuedJobs, List<String> activeSessionIds,
			long totalJobsInMemory) {

		static QueueAnswer of(QueueStanding standing, List<String> sessions) {
			return new QueueAnswer(standing.started(), standing.slots(), standing.queued(), sessions, standing.jobs());
		}

	}

}
