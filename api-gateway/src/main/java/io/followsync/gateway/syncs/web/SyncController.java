package io.followsync.gateway.syncs.web;

import java.net.URI;
import java.util.Objects;
import java.util.UUID;

import io.followsync.gateway.access.OwnedAccounts;
import io.followsync.gateway.access.Owner;
import io.followsync.gateway.access.Scope;
import io.followsync.gateway.edge.ApiErrors;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.edge.Page;
import io.followsync.gateway.edge.PageCursor;
import io.followsync.gateway.edge.Revalidation;
import io.followsync.gateway.idempotency.Answer;
import io.followsync.gateway.idempotency.IdempotentRequests;
import io.followsync.gateway.idempotency.RequestKey;
import io.followsync.gateway.syncs.Sync;
import io.followsync.gateway.syncs.SyncRequests;
import io.followsync.gateway.syncs.Syncs;
import io.followsync.job.AccountId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

@RestController
@Tag(name = "Syncs")
@RequestMapping("/api/v1/accounts/{id}/syncs")
record SyncController(OwnedAccounts accounts, SyncRequests requests, Syncs syncs, IdempotentRequests idempotent) {

	private static final String LIST = "syncs";

	/** Starts a sync, or names the one that has not ended. */
	@Operation(operationId = "startSync",
			summary = "Start a sync, unless one has not ended yet: Location names the one or the other")
	@ApiResponse(responseCode = "202", description = "Accepted")
	@PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SCOPE_MISSING,
			ErrorCode.ACCOUNT_NOT_FOUND, ErrorCode.ACCOUNT_NOT_CONNECTED, ErrorCode.REQUEST_IN_PROGRESS,
			ErrorCode.IDEMPOTENCY_KEY_REUSED, ErrorCode.TOO_MANY_IDEMPOTENCY_KEYS, ErrorCode.QUEUE_FULL })
	Mono<ResponseEntity<RequestedJson>> start(Owner owner, @PathVariable long id,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
		return this.accounts.require(owner, id, Scope.SYNC).flatMap((account) -> {
			Mono<Answer<RequestedJson>> work = this.requests.request(account)
				.map((requested) -> RequestedJson.answer(account, requested));
			return (key == null) ? work : this.idempotent
				.once(RequestKey.of(owner.id(), key, "POST " + path(account), new byte[0]), RequestedJson.class, work);
		})
			.map((answer) -> ResponseEntity.status(answer.status())
				.location(URI.create(Objects.requireNonNull(answer.location())))
				.header(HttpHeaders.RETRY_AFTER, "1")
				.cacheControl(CacheControl.noStore())
				.body(answer.body()));
	}

	@Operation(operationId = "listSyncs", summary = "The syncs of an account, newest first")
	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SCOPE_MISSING,
			ErrorCode.ACCOUNT_NOT_FOUND })
	Mono<ResponseEntity<Page<SyncJson>>> list(Owner owner, @PathVariable long id,
			@RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit,
			@RequestParam(required = false) @Nullable String after, ServerWebExchange exchange) {
		int rows = Page.requireLimit(limit) + 1;
		Syncs.Position start = (after == null) ? null : position(PageCursor.parse("after", after, list(id), 2));
		return this.accounts.require(owner, id, Scope.READ)
			.flatMap((account) -> Revalidation.answer(exchange,
					((start == null) ? this.syncs.latest(account, rows) : this.syncs.endedBefore(account, start, rows))
						.map((found) -> Page.of(found, limit, (last) -> cursor(account, last))
							.map((sync) -> SyncJson.of(account, sync))),
					(page) -> page.map(SyncJson::withoutTimeOfReading)));
	}

	@Operation(operationId = "getSync", summary = "A sync: its state, both lists, what it waits for")
	@GetMapping(path = "/{sync}", produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SCOPE_MISSING,
			ErrorCode.ACCOUNT_NOT_FOUND, ErrorCode.SYNC_NOT_FOUND, ErrorCode.JOB_UNREADABLE,
			ErrorCode.JOB_OF_NEWER_RELEASE })
	Mono<ResponseEntity<SyncJson>> sync(Owner owner, @PathVariable long id, @PathVariable UUID sync,
			ServerWebExchange exchange) {
		return this.accounts.require(owner, id, Scope.READ)
			.flatMap((account) -> this.accounts.requireSync(owner, account, sync)
				.flatMap((job) -> this.syncs.find(account, job))
				.map((found) -> SyncJson.of(account, found)))
			.switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.SYNC_NOT_FOUND)))
			.as((found) -> Revalidation.answer(exchange, found, SyncJson::withoutTimeOfReading));
	}

	/** Cancels; a sync that has ended stays as it is. */
	@Operation(operationId = "cancelSync",
			summary = "Cancel a sync; it stops after the current page and changes nothing")
	@DeleteMapping("/{sync}")
	@ResponseStatus(HttpStatus.ACCEPTED)
	@ApiErrors({ ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SCOPE_MISSING,
			ErrorCode.ACCOUNT_NOT_FOUND, ErrorCode.SYNC_NOT_FOUND })
	Mono<Void> cancel(Owner owner, @PathVariable long id, @PathVariable UUID sync) {
		return this.accounts.require(owner, id, Scope.SYNC)
			.flatMap((account) -> this.accounts.requireSync(owner, account, sync)
				.flatMap((job) -> this.requests.cancel(account, job)));
	}

	private static String list(long account) {
		return LIST + " " + account;
	}

	private static PageCursor cursor(AccountId account, Sync sync) {
		String list = list(account.value());
		// The live sync is the first of all, so what follows it begins before the latest
		// end.
		return (sync.times().endedAt() == null) ? PageCursor.of(list, "2199-12-31T00:00:00Z", sync.id())
				: PageCursor.of(list, sync.times().endedAt(), sync.id());
	}

	private static Syncs.Position position(PageCursor cursor) {
		return new Syncs.Position(cursor.time(0), cursor.uuid(1));
	}

	static String path(AccountId account) {
		return "/api/v1/accounts/" + account + "/syncs";
	}

	/**
	 * The answer to a request for a sync.
	 *
	 * @param started false if it had been started before and has not ended
	 */
	record RequestedJson(@Schema(example = "019ac7d2-5c1e-7f3a-9b61-0d6f0e6f1c55") String id,
			@Schema(example = "true") boolean started, SyncLinksJson links) {

		private static Answer<RequestedJson> answer(AccountId account, SyncRequests.Requested requested) {
			SyncLinksJson links = SyncLinksJson.of(account, requested.sync());
			return new Answer<>(HttpStatus.ACCEPTED.value(), links.self(),
					new RequestedJson(requested.sync().toString(), requested.started(), links));
		}

	}

}
