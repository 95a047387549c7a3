package io.followsync.gateway.streaming.web;

import java.util.Optional;
import java.util.UUID;

import io.followsync.gateway.access.AccessWatch;
import io.followsync.gateway.access.OwnedAccounts;
import io.followsync.gateway.access.Owner;
import io.followsync.gateway.access.Scope;
import io.followsync.gateway.edge.ApiErrors;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.streaming.JobEvents;
import io.followsync.gateway.streaming.StreamEvent;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

@RestController
@Tag(name = "Syncs")
record SyncStreamController(OwnedAccounts accounts, AccessWatch watch, JobEvents events, StreamAnswers answers) {

	/**
	 * Resumes as the stream of any job does, and also ends when its caller may no longer
	 * see the account. A sync whose job was removed has no stream any more.
	 */
	@Operation(operationId = "followSync", summary = "Follow a sync as server-sent events (docs/streaming.md)")
	@GetMapping(path = "/api/v1/accounts/{id}/syncs/{sync}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@ApiErrors({ ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SCOPE_MISSING,
			ErrorCode.ACCOUNT_NOT_FOUND, ErrorCode.SYNC_NOT_FOUND, ErrorCode.TOO_MANY_STREAMS, ErrorCode.JOB_UNREADABLE,
			ErrorCode.JOB_OF_NEWER_RELEASE })
	Mono<Void> events(Owner owner, @PathVariable long id, @PathVariable UUID sync,
			@RequestHeader(name = "Last-Event-ID", required = false) @Nullable String header,
			@RequestParam(required = false) @Nullable String lastEventId, ServerWebExchange exchange) {
		Optional<StreamEvent.Id> last = StreamAnswers.last(header, lastEventId);
		return this.answers.send(this.accounts.require(owner, id, Scope.READ)
			.flatMap((account) -> this.accounts.requireSync(owner, account, sync)
				.flatMap((job) -> this.events.open(job, last))
				.map((opening) -> opening.until(this.watch.untilLost(owner, account))))
			.switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.SYNC_NOT_FOUND))), exchange);
	}

}
