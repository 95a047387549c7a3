package io.followsync.gateway.accounts.web;

import java.util.List;
import java.util.UUID;

import io.followsync.gateway.access.BrowserSession;
import io.followsync.gateway.access.OwnedAccounts;
import io.followsync.gateway.access.Owner;
import io.followsync.gateway.access.Scope;
import io.followsync.gateway.accounts.Disconnection;
import io.followsync.gateway.accounts.KeptAccount;
import io.followsync.gateway.accounts.KeptAccounts;
import io.followsync.gateway.edge.ApiErrors;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.edge.Revalidation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

@RestController
@Tag(name = "Accounts")
@RequestMapping("/api/v1")
record AccountController(OwnedAccounts access, KeptAccounts accounts, Disconnection disconnection) {

	@Operation(operationId = "getMe",
			summary = "Who you are here, what your credential allows, and which accounts you keep")
	@GetMapping(path = "/me", produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors(ErrorCode.SIGN_IN_REQUIRED)
	Mono<ResponseEntity<MeJson>> me(Owner owner) {
		List<String> scopes = owner.scopes().stream().map(Scope::text).sorted().toList();
		Flux<KeptAccount> kept = owner.scopes().contains(Scope.READ) ? this.accounts.findAll(owner.id()) : Flux.empty();
		return kept.map(AccountJson::of)
			.collectList()
			.map((accounts) -> ResponseEntity.ok()
				.cacheControl(CacheControl.noStore())
				.body(new MeJson(owner.id().value(), scopes, accounts)));
	}

	@Operation(operationId = "listAccounts", summary = "The accounts that you keep")
	@GetMapping(path = "/accounts", produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SCOPE_MISSING })
	Mono<ResponseEntity<List<AccountJson>>> list(Owner owner, ServerWebExchange exchange) {
		owner.require(Scope.READ);
		return Revalidation.answer(exchange, this.accounts.findAll(owner.id()).map(AccountJson::of).collectList());
	}

	@Operation(operationId = "getAccount", summary = "An account that you keep")
	@GetMapping(path = "/accounts/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SCOPE_MISSING,
			ErrorCode.ACCOUNT_NOT_FOUND })
	Mono<ResponseEntity<AccountJson>> account(@PathVariable long id, Owner owner, ServerWebExchange exchange) {
		return this.access.require(owner, id, Scope.READ)
			.flatMap((account) -> Revalidation.answer(exchange, this.accounts.find(account).map(AccountJson::of)));
	}

	@Operation(operationId = "disconnectAccount", summary = "Disconnect an account: its credential is deleted at once")
	@DeleteMapping("/accounts/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@ApiErrors({ ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.BROWSER_REQUIRED,
			ErrorCode.ACCOUNT_NOT_FOUND })
	Mono<Void> disconnect(@PathVariable long id,
			@Parameter(description = "Whether its history stays as an archive, or is removed within a day") @Schema(
					allowableValues = { "keep", "delete" }) @RequestParam String history,
			BrowserSession browser) {
		boolean keepsHistory = switch (history) {
			case "keep" -> true;
			case "delete" -> false;
			default -> throw new ApiException(ErrorCode.BAD_REQUEST).detail("history is one of keep and delete.");
		};
		return this.access.require(browser.asOwner(), id, Scope.SYNC)
			.flatMap((account) -> this.disconnection.disconnect(browser, account, keepsHistory));
	}

	/**
	 * The owner that asks.
	 *
	 * @param scopes what their credential allows
	 */
	record MeJson(UUID owner, @Schema(example = "[\"read\", \"sync\"]") List<String> scopes,
			List<AccountJson> accounts) {
	}

}
