package io.followsync.gateway.relationships.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.followsync.gateway.access.OwnedAccounts;
import io.followsync.gateway.access.Owner;
import io.followsync.gateway.access.Scope;
import io.followsync.gateway.accounts.AccountVersions;
import io.followsync.gateway.capacity.AnswerMemory;
import io.followsync.gateway.downloads.Downloads;
import io.followsync.gateway.downloads.RowFormat;
import io.followsync.gateway.edge.ApiErrors;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.edge.Page;
import io.followsync.gateway.edge.QueryTime;
import io.followsync.gateway.edge.Revalidation;
import io.followsync.gateway.relationships.Relationship;
import io.followsync.gateway.relationships.RelationshipFilter;
import io.followsync.gateway.relationships.RelationshipView;
import io.followsync.gateway.relationships.Relationships;
import io.followsync.job.AccountId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

@RestController
@Tag(name = "Relationships")
record RelationshipController(OwnedAccounts accounts, Relationships relationships, AccountVersions versions,
		Downloads downloads, AnswerMemory memory) {

	// Bytes that a row takes at most while its page is sent, names of any length
	// included.
	private static final long MEMORY_PER_ROW = 1024;

	@Operation(operationId = "listRelationships",
			summary = "A page of a view, or a whole view as a file; a page with a filter may be short although "
					+ "there is a next one")
	@ApiResponse(responseCode = "200", description = "A page, or a file",
			content = {
					@Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
							schema = @Schema(implementation = RelationshipPageJson.class)),
					@Content(mediaType = "text/csv", schema = @Schema(type = "string")),
					@Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string")) })
	@GetMapping(path = "/api/v1/accounts/{id}/relationships",
			produces = { MediaType.APPLICATION_JSON_VALUE, "text/csv", MediaType.APPLICATION_NDJSON_VALUE })
	@ApiErrors({ ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SCOPE_MISSING,
			ErrorCode.ACCOUNT_NOT_FOUND, ErrorCode.NOT_ACCEPTABLE, ErrorCode.TOO_MANY_DOWNLOADS,
			ErrorCode.TOO_MANY_ANSWERS })
	Mono<ResponseEntity<Page<RelationshipJson>>> relationships(Owner owner,
			@Parameter(example = "5012345678") @PathVariable long id,
			@Parameter(schema = @Schema(allowableValues = { "notFollowingBack", "fans", "mutual", "followers",
					"following", "unconfirmed" })) @RequestParam(defaultValue = "notFollowingBack") String view,
			@Parameter(description = "A part of the username or of the full name",
					example = "jane") @RequestParam(required = false) @Nullable String name,
			@Parameter(description = "Only who came after this time",
					schema = @Schema(format = "date-time", example = "2026-11-01T00:00:00Z")) @RequestParam(
							required = false) @Nullable String gainedSince,
			@Parameter(description = "Of followers or following: who left after this time, the latest first",
					schema = @Schema(format = "date-time", example = "2026-11-01T00:00:00Z")) @RequestParam(
							required = false) @Nullable String lostSince,
			@RequestParam(required = false) @Nullable Boolean verified,
			@RequestParam(name = "private", required = false) @Nullable Boolean isPrivate,
			@RequestParam(required = false) @Nullable Boolean whitelisted,
			@Parameter(description = "By name if absent",
					schema = @Schema(allowableValues = { "name", "-name", "since", "-since" })) @RequestParam(
							required = false) @Nullable String sort,
			@Parameter(description = "The whole view as a file, whatever the caller accepts",
					schema = @Schema(allowableValues = { "csv", "ndjson", "json" })) @RequestParam(
							required = false) @Nullable String format,
			@RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit, @Parameter(
					description = "The next of the page before") @RequestParam(required = false) @Nullable String after,
			ServerWebExchange exchange) {
		RelationshipView chosen = Selection.view(view);
		Instant lost = QueryTime.parse("lostSince", lostSince);
		Selection selection = new Selection(id, chosen,
				new RelationshipFilter(Selection.name(name), QueryTime.parse("gainedSince", gainedSince), lost,
						verified, isPrivate, whitelisted, Selection.order(chosen, sort, lost)));
		Page.requireLimit(limit);
		Relationship.Position start = selection.start(after);
		Optional<RowFormat> file = RowFormat.requested(format, exchange.getRequest().getHeaders().getAccept());
		return this.accounts.require(owner, id, Scope.READ)
			.flatMap((account) -> file.isPresent() ? download(account, selection, file.get(), exchange)
					: page(account, selection, start, limit, exchange));
	}

	private Mono<ResponseEntity<Page<RelationshipJson>>> page(AccountId account, Selection selection,
			Relationship.Position start, int limit, ServerWebExchange exchange) {
		this.memory.reserve(exchange, limit * MEMORY_PER_ROW);
		exchange.getResponse().getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
		return Revalidation.answer(exchange, this.versions.entityTag(account),
				this.relationships.page(account, selection.view(), selection.filter(), start, limit)
					.map((part) -> new Page<>(part.members().stream().map(RelationshipJson::of).toList(),
							selection.cursor(part.next()))));
	}

	private Mono<ResponseEntity<Page<RelationshipJson>>> download(AccountId account, Selection selection,
			RowFormat format, ServerWebExchange exchange) {
		return this.versions.entityTag(account)
			.flatMap((version) -> this.downloads.send(
					RelationshipDownload.of(account, selection, version, this.relationships, this.versions), format,
					exchange))
			.then(Mono.empty());
	}

	/** The schema of a page. */
	private record RelationshipPageJson(List<RelationshipJson> items,
			@Schema(example = "AWFubmEuZXhhbXBsZQA4ODEyMzQ1X2xpc3Q") @Nullable String next) {
	}

}
