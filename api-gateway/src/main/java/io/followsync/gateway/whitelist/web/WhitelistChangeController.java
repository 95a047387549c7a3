package io.followsync.gateway.whitelist.web;

import java.util.List;
import java.util.function.BiFunction;

import io.followsync.gateway.access.OwnedAccounts;
import io.followsync.gateway.access.Owner;
import io.followsync.gateway.access.Scope;
import io.followsync.gateway.capacity.AnswerMemory;
import io.followsync.gateway.edge.ApiErrors;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.idempotency.Answer;
import io.followsync.gateway.idempotency.IdempotentRequests;
import io.followsync.gateway.idempotency.RequestKey;
import io.followsync.gateway.whitelist.Whitelist;
import io.followsync.gateway.whitelist.WhitelistEntries;
import io.followsync.gateway.whitelist.web.WhitelistChangeJson.AddedJson;
import io.followsync.gateway.whitelist.web.WhitelistChangeJson.RemovedJson;
import io.followsync.job.AccountId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** Changes many members at once. */
@RestController
@Tag(name = "Whitelist")
@RequestMapping("/api/v1/accounts/{id}/whitelist")
record WhitelistChangeController(OwnedAccounts accounts, Whitelist whitelist, IdempotentRequests idempotent,
		AnswerMemory memory) {

	// Bytes that a request holds at most: its body, and its entries while they are looked
	// up.
	private static final long MAX_MEMORY = 8 * 1024 * 1024;

	private static final long MIN_MEMORY = 16 * 1024;

	// A body is copied while it grows.
	private static final long MEMORY_OF_A_BYTE = 4;

	// A text of its own in a list. The shortest takes two bytes of the body.
	private static final long MEMORY_OF_AN_ENTRY = 120;

	@Operation(operationId = "addToWhitelist",
			summary = "Put many members on the whitelist, by id, name or pasted list",
			requestBody = @RequestBody(required = true,
					content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
							schema = @Schema(implementation = EntriesForm.class))))
	@PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.NO_JSON_DATA, ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SCOPE_MISSING,
			ErrorCode.ACCOUNT_NOT_FOUND, ErrorCode.BODY_TOO_LARGE, ErrorCode.REQUEST_IN_PROGRESS,
			ErrorCode.IDEMPOTENCY_KEY_REUSED, ErrorCode.TOO_MANY_IDEMPOTENCY_KEYS, ErrorCode.TOO_MANY_ANSWERS })
	Mono<ResponseEntity<AddedJson>> add(Owner owner, @Parameter(example = "5012345678") @PathVariable long id,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
			ServerWebExchange exchange) {
		return change(owner, id, key, exchange, AddedJson.class,
				(account, entries) -> this.whitelist.add(account, entries).map(AddedJson::of));
	}

	@Operation(operationId = "removeFromWhitelist",
			summary = "Take many members off the whitelist, by id, name or pasted list",
			requestBody = @RequestBody(required = true,
					content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
							schema = @Schema(implementation = EntriesForm.class))))
	@PostMapping(path = "/removals", produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.NO_JSON_DATA, ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SCOPE_MISSING,
			ErrorCode.ACCOUNT_NOT_FOUND, ErrorCode.BODY_TOO_LARGE, ErrorCode.REQUEST_IN_PROGRESS,
			ErrorCode.IDEMPOTENCY_KEY_REUSED, ErrorCode.TOO_MANY_IDEMPOTENCY_KEYS, ErrorCode.TOO_MANY_ANSWERS })
	Mono<ResponseEntity<RemovedJson>> remove(Owner owner, @Parameter(example = "5012345678") @PathVariable long id,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
			ServerWebExchange exchange) {
		return change(owner, id, key, exchange, RemovedJson.class,
				(account, entries) -> this.whitelist.remove(account, entries).map(RemovedJson::of));
	}

	@Operation(operationId = "importWhitelist",
			summary = "Put on the whitelist whom InstagramUnfollowers exported, by id",
			requestBody = @RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					array = @ArraySchema(schema = @Schema(implementation = UnfollowersFile.ImportedUser.class)))))
	@PostMapping(path = "/imports", produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.NO_JSON_DATA, ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SCOPE_MISSING,
			ErrorCode.ACCOUNT_NOT_FOUND, ErrorCode.BODY_TOO_LARGE, ErrorCode.REQUEST_IN_PROGRESS,
			ErrorCode.IDEMPOTENCY_KEY_REUSED, ErrorCode.TOO_MANY_IDEMPOTENCY_KEYS, ErrorCode.TOO_MANY_ANSWERS })
	Mono<ResponseEntity<AddedJson>> importFile(Owner owner, @Parameter(example = "5012345678") @PathVariable long id,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
			ServerWebExchange exchange) {
		return this.accounts.require(owner, id, Scope.SYNC)
			.flatMap((account) -> UnfollowersFile.read(reserved(exchange))
				.flatMap((file) -> once(owner, key, exchange.getRequest(), file.entries(), AddedJson.class,
						this.whitelist.add(account, file.entries()).map(file::withNames).map(AddedJson::of))));
	}

	private <T> Mono<ResponseEntity<T>> change(Owner owner, long id, @Nullable String key, ServerWebExchange exchange,
			Class<T> type, BiFunction<AccountId, WhitelistEntries, Mono<T>> change) {
		return this.accounts.require(owner, id, Scope.SYNC)
			.flatMap((account) -> WhitelistForm.read(reserved(exchange))
				.flatMap((entries) -> once(owner, key, exchange.getRequest(), entries, type,
						change.apply(account, entries))));
	}

	/**
	 * What a request holds at most.
	 * @param body its length, negative if it is not announced
	 */
	private static long memory(long body) {
		if (body < 0 || body > WhitelistForm.MAX_BYTES) {
			return MAX_MEMORY;
		}
		return MIN_MEMORY + MEMORY_OF_A_BYTE * body + MEMORY_OF_AN_ENTRY * Math.min(body / 2, WhitelistEntries.MAX);
	}

	private ServerHttpRequest reserved(ServerWebExchange exchange) {
		this.memory.reserve(exchange, memory(exchange.getRequest().getHeaders().getContentLength()));
		return exchange.getRequest();
	}

	private <T> Mono<ResponseEntity<T>> once(Owner owner, @Nullable String key, ServerHttpRequest request,
			WhitelistEntries entries, Class<T> type, Mono<T> change) {
		Mono<Answer<T>> work = change.map((body) -> new Answer<>(HttpStatus.OK.value(), null, body));
		return ((key == null) ? work
				: this.idempotent.once(RequestKey.of(owner.id(), key, "POST " + request.getPath().value(),
						List.of(entries.ids(), entries.names())), type, work))
			.map((answer) -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer.body()));
	}

	/**
	 * Whom to add or remove: at least one of these.
	 *
	 * @param text a pasted list of names, separated by white space, commas or semicolons
	 */
	private record EntriesForm(
			@Schema(example = "[\"8812345\"]", requiredMode = Schema.RequiredMode.NOT_REQUIRED) List<String> ids,
			@Schema(example = "[\"anna.example\"]", requiredMode = Schema.RequiredMode.NOT_REQUIRED) List<String> names,
			@Schema(example = "@bob, carl", requiredMode = Schema.RequiredMode.NOT_REQUIRED) String text) {
	}

}
