package io.followsync.gateway.history.web;

import java.util.Set;

import io.followsync.gateway.access.OwnedAccounts;
import io.followsync.gateway.access.Owner;
import io.followsync.gateway.access.Scope;
import io.followsync.gateway.accounts.AccountVersions;
import io.followsync.gateway.edge.ApiErrors;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.edge.Page;
import io.followsync.gateway.edge.PageCursor;
import io.followsync.gateway.edge.Revalidation;
import io.followsync.gateway.history.Events;
import io.followsync.history.EventKind;
import io.followsync.job.AccountId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

@RestController
@Tag(name = "History")
@RequestMapping("/api/v1/accounts/{id}")
record EventController(OwnedAccounts accounts, AccountVersions versions, Events events) {

	private static final String NOW = "now";

	private static final String KINDS = "Kinds of events, separated by commas; all if absent";

	@Operation(operationId = "listEvents",
			summary = "What happened, newest first; a page may be short although there is a next one")
	@GetMapping(path = "/events", produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SCOPE_MISSING,
			ErrorCode.ACCOUNT_NOT_FOUND })
	Mono<ResponseEntity<Page<EventJson>>> events(Owner owner, @Parameter(example = "5012345678") @PathVariable long id,
			@Parameter(description = KINDS, explode = Explode.FALSE,
					array = @ArraySchema(schema = @Schema(implementation = EventKind.class))) @RequestParam(
							defaultValue = "") String kinds,
			@Parameter(description = "The key of a member",
					example = "8812345") @RequestParam(required = false) @Nullable Long member,
			@RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit, @Parameter(
					description = "The next of the page before") @RequestParam(required = false) @Nullable String after,
			ServerWebExchange exchange) {
		Page.requireLimit(limit);
		EventSelection selection = new EventSelection(id, Kinds.parse(kinds, EventKind.values()), member);
		Long start = (after == null) ? null : selection.position(after);
		return this.accounts.require(owner, id, Scope.READ)
			.flatMap((account) -> Revalidation.answer(exchange, this.versions.entityTag(account),
					((start != null) ? Mono.just(start) : this.events.latest(account).map((latest) -> latest + 1))
						.flatMap((seq) -> before(account, selection, seq, limit))
						.map((part) -> new Page<>(part.events().stream().map(EventJson::of).toList(),
								selection.next(part)))));
	}

	private Mono<Events.Part> before(AccountId account, EventSelection selection, long seq, int limit) {
		Long member = selection.member();
		return (member == null) ? this.events.before(account, seq, selection.kinds(), limit)
				: this.events.ofMember(account, member, seq, selection.kinds(), limit);
	}

	@Operation(operationId = "listChanges",
			summary = "What happened since an earlier answer, oldest first: nothing twice, nothing left out")
	@GetMapping(path = "/changes", produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SCOPE_MISSING,
			ErrorCode.ACCOUNT_NOT_FOUND })
	Mono<ResponseEntity<ChangesJson>> changes(Owner owner, @Parameter(example = "5012345678") @PathVariable long id,
			@Parameter(description = KINDS, explode = Explode.FALSE,
					array = @ArraySchema(schema = @Schema(implementation = EventKind.class))) @RequestParam(
							defaultValue = "") String kinds,
			@RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit,
			@Parameter(description = "The next of an earlier answer; \"now\" begins with what is yet to come, "
					+ "nothing begins with the first event") @RequestParam(required = false) @Nullable String since) {
		Page.requireLimit(limit);
		Set<String> chosen = Kinds.parse(kinds, EventKind.values());
		String list = "changes " + id + " " + String.join(",", chosen);
		Long start = (since == null) ? Long.valueOf(0)
				: since.equals(NOW) ? null : Long.valueOf(PageCursor.parse("since", since, list, 1).number(0));
		return this.accounts.require(owner, id, Scope.READ)
			.flatMap((account) -> ((start != null) ? Mono.just(start) : this.events.latest(account))
				.flatMap((seq) -> this.events.after(account, seq, chosen, limit)))
			.map((part) -> new ChangesJson(part.events().stream().map(EventJson::of).toList(),
					PageCursor.of(list, part.position()).text(), part.more()))
			.map(EventController::ok);
	}

	private static <T> ResponseEntity<T> ok(T body) {
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
	}

}
