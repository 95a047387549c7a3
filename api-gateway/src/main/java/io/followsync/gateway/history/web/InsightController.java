package io.followsync.gateway.history.web;

import java.time.Instant;
import java.util.Optional;

import io.followsync.gateway.access.OwnedAccounts;
import io.followsync.gateway.access.Owner;
import io.followsync.gateway.access.Scope;
import io.followsync.gateway.accounts.AccountVersions;
import io.followsync.gateway.accounts.KeptAccounts;
import io.followsync.gateway.edge.ApiErrors;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.edge.Page;
import io.followsync.gateway.edge.PageCursor;
import io.followsync.gateway.edge.QueryTime;
import io.followsync.gateway.edge.Revalidation;
import io.followsync.gateway.history.Figures;
import io.followsync.gateway.history.Insights;
import io.followsync.gateway.syncs.Syncs;
import io.followsync.job.AccountId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

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
record InsightController(OwnedAccounts access, KeptAccounts accounts, AccountVersions versions, Insights insights,
		Syncs syncs) {

	private static final String LIST = "insights";

	private static final Instant FIRST = Instant.EPOCH;

	private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

	// The live sync and the one before it.
	private static final int LATEST_SYNCS = 2;

	@Operation(operationId = "listInsights", summary = "The figures after each sync that completed, oldest first")
	@GetMapping(path = "/insights", produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SCOPE_MISSING,
			ErrorCode.ACCOUNT_NOT_FOUND })
	Mono<ResponseEntity<Page<Figures>>> insights(Owner owner, @Parameter(example = "5012345678") @PathVariable long id,
			@Parameter(description = "Not before this time",
					schema = @Schema(format = "date-time", example = "2026-11-01T00:00:00Z")) @RequestParam(
							required = false) @Nullable String from,
			@Parameter(description = "Before this time",
					schema = @Schema(format = "date-time", example = "2026-12-01T00:00:00Z")) @RequestParam(
							required = false) @Nullable String to,
			@RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit, @Parameter(
					description = "The next of the page before") @RequestParam(required = false) @Nullable String after,
			ServerWebExchange exchange) {
		Page.requireLimit(limit);
		Instant end = Optional.ofNullable(QueryTime.parse("to", to)).orElse(LAST);
		Instant earliest = Optional.ofNullable(QueryTime.parse("from", from)).orElse(FIRST);
		// The times of figures have microseconds.
		String list = LIST + " " + id;
		Instant start = (after == null) ? earliest : PageCursor.parse("after", after, list, 1).time(0).plusNanos(1000);
		return this.access.require(owner, id, Scope.READ)
			.flatMap((account) -> Revalidation.answer(exchange, this.versions.entityTag(account),
					this.insights.between(account, start, end, limit + 1)
						.map((figures) -> Page.of(figures, limit, (last) -> PageCursor.of(list, last.at())))));
	}

	@Operation(operationId = "getOverview",
			summary = "An account at a glance: the latest figures, how they changed, its syncs")
	@GetMapping(path = "/overview", produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SCOPE_MISSING,
			ErrorCode.ACCOUNT_NOT_FOUND })
	Mono<ResponseEntity<OverviewJson>> overview(Owner owner, @Parameter(example = "5012345678") @PathVariable long id,
			ServerWebExchange exchange) {
		return this.access.require(owner, id, Scope.READ)
			.flatMap((account) -> Revalidation.answer(exchange, overview(account)));
	}

	private Mono<OverviewJson> overview(AccountId account) {
		return Mono
			.zip(this.accounts.find(account),
					this.insights.compare(account).map(Optional::of).defaultIfEmpty(Optional.empty()),
					this.syncs.latest(account, LATEST_SYNCS))
			.map((read) -> OverviewJson.of(read.getT1(), read.getT2().orElse(null), read.getT3()));
	}

}
