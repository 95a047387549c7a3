package io.followsync.gateway.whitelist.web;

import java.util.Optional;
import java.util.function.Function;

import io.followsync.gateway.access.OwnedAccounts;
import io.followsync.gateway.access.Owner;
import io.followsync.gateway.access.Scope;
import io.followsync.gateway.accounts.AccountVersions;
import io.followsync.gateway.downloads.Downloads;
import io.followsync.gateway.downloads.RowFormat;
import io.followsync.gateway.edge.ApiErrors;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.edge.Page;
import io.followsync.gateway.edge.PageCursor;
import io.followsync.gateway.edge.Revalidation;
import io.followsync.gateway.whitelist.Whitelist;
import io.followsync.gateway.whitelist.Whitelist.Whitelisted;
import io.followsync.job.AccountId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

@RestController
@Tag(name = "Whitelist")
@RequestMapping("/api/v1/accounts/{id}/whitelist")
record WhitelistController(OwnedAccounts accounts, Whitelist whitelist, AccountVersions versions, Downloads downloads) {

	private static final String LIST = "whitelist";

	@Operation(operationId = "listWhitelist", summary = "A page of the whitelist, or all of it as a file")
	@GetMapping(produces = { MediaType.APPLICATION_JSON_VALUE, "text/csv", MediaType.APPLICATION_NDJSON_VALUE })
	@ApiErrors({ ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SCOPE_MISSING,
			ErrorCode.ACCOUNT_NOT_FOUND, ErrorCode.NOT_ACCEPTABLE, ErrorCode.TOO_MANY_DOWNLOADS,
			ErrorCode.TOO_MANY_ANSWERS })
	Mono<ResponseEntity<Page<WhitelistedJson>>> list(Owner owner,
			@Parameter(example = "5012345678") @PathVariable long id,
			@Parameter(description = "All of it as a file, whatever the caller accepts",
					schema = @Schema(allowableValues = { "csv", "ndjson", "json" })) @RequestParam(
							required = false) @Nullable String format,
			@RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit, @Parameter(
					description = "The next of the page before") @RequestParam(required = false) @Nullable String after,
			ServerWebExchange exchange) {
		Page.requireLimit(limit);
		Whitelist.Position start = (after == null) ? Whitelist.Position.START
				: position(PageCursor.parse("after", after, list(id), 2));
		Optional<RowFormat> file = RowFormat.requested(format, exchange.getRequest().getHeaders().getAccept());
		return this.accounts.require(owner, id, Scope.READ)
			.flatMap((account) -> file.isPresent()
					? download(account, LIST, WhitelistedJson::of, file.get(), exchange).then(Mono.empty())
					: page(account, start, limit, exchange));
	}

	@Operation(operationId = "exportWhitelist", summary = "All of the whitelist, as InstagramUnfollowers can import it")
	@ApiResponse(responseCode = "200", description = "A file",
			content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					array = @ArraySchema(schema = @Schema(implementation = UnfollowersUser.class))))
	@GetMapping(path = "/export", produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SCOPE_MISSING,
			ErrorCode.ACCOUNT_NOT_FOUND, ErrorCode.TOO_MANY_DOWNLOADS, ErrorCode.TOO_MANY_ANSWERS })
	Mono<Void> export(Owner owner, @Parameter(example = "5012345678") @PathVariable long id,
			ServerWebExchange exchange) {
		return this.accounts.require(owner, id, Scope.READ)
			.flatMap((account) -> download(account, "instagram-whitelist", UnfollowersUser::of, RowFormat.JSON,
					exchange));
	}

	@Operation(operationId = "whitelistMember", summary = "Put a member on the whitelist")
	@PutMapping("/{member}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@ApiErrors({ ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SCOPE_MISSING,
			ErrorCode.ACCOUNT_NOT_FOUND, ErrorCode.MEMBER_NOT_FOUND })
	Mono<Void> add(Owner owner, @Parameter(example = "5012345678") @PathVariable long id,
			@Parameter(description = "The key", example = "8812345") @PathVariable long member) {
		return this.accounts.require(owner, id, Scope.SYNC).flatMap((account) -> this.whitelist.add(account, member));
	}

	@Operation(operationId = "unwhitelistMember", summary = "Take a member off the whitelist, if it is on it")
	@DeleteMapping("/{member}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@ApiErrors({ ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SCOPE_MISSING,
			ErrorCode.ACCOUNT_NOT_FOUND })
	Mono<Void> remove(Owner owner, @Parameter(example = "5012345678") @PathVariable long id,
			@Parameter(description = "The key", example = "8812345") @PathVariable long member) {
		return this.accounts.require(owner, id, Scope.SYNC)
			.flatMap((account) -> this.whitelist.remove(account, member));
	}

	private Mono<ResponseEntity<Page<WhitelistedJson>>> page(AccountId account, Whitelist.Position start, int limit,
			ServerWebExchange exchange) {
		exchange.getResponse().getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
		return Revalidation.answer(exchange, this.versions.entityTag(account),
				this.whitelist.page(account, start, limit + 1)
					.map((found) -> Page.of(found, limit, (last) -> cursor(account, last)).map(WhitelistedJson::of)));
	}

	private Mono<Void> download(AccountId account, String name, Function<Whitelisted, Object> json, RowFormat format,
			ServerWebExchange exchange) {
		return this.versions.entityTag(account)
			.flatMap((version) -> this.downloads.send(
					new WhitelistDownload(account, version, this.whitelist, this.versions).of(name, json), format,
					exchange));
	}

	private static String list(long account) {
		return LIST + " " + account;
	}

	private static PageCursor cursor(AccountId account, Whitelisted member) {
		return PageCursor.of(list(account.value()), member.position().name(), member.position().memberKey());
	}

	private static Whitelist.Position position(PageCursor cursor) {
		return new Whitelist.Position(cursor.field(0), cursor.number(1));
	}

}
