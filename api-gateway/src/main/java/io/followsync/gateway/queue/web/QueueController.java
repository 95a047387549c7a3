package io.followsync.gateway.queue.web;

import io.followsync.gateway.queue.QueueLine;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Queue")
class QueueController {

	private final QueueLine line;

	QueueController(QueueLine line) {
		this.line = line;
	}

	@Operation(summary = "How long the queue is and who is being served, masked")
	@GetMapping(path = "/api/queue", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<QueueAnswer> queue() {
		return this.line.standing().zipWhen((standing) -> this.line.startedSessions(), QueueAnswer::of);
	}

}
