package io.followsync.gateway.queue.web;

import io.followsync.gateway.queue.RecentQueue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

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

}
