package io.followsync.gateway.history.web;

import java.util.Set;

import io.followsync.gateway.access.OwnedAccounts;
import io.followsync.gateway.access.Owner;
import io.followsync.gateway.access.Scope;
import io.followsync.gateway.accounts.AccountVersions;
import io.followsync.gateway.edge.ApiErrors;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.edge.Page;
import io.followsync.gateway.edge.Revalidation;
import io.followsync.gateway.history.Events;
import io.followsync.gateway.history.MemberHistories;
import io.followsync.job.AccountId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

@RestController
@Tag(name = "History")
record MemberController(OwnedAccounts accounts, AccountVersions versions, MemberHistories members, Events events) {

	@Operation(operationId = "getMember", summary = "A member with its relationships to the account and its events")
	@GetMapping(path = "/api/v1/accounts/{id}/members/{member}", produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SCOPE_MISSING,
			ErrorCode.ACCOUNT_NOT_FOUND, ErrorCode.MEMBER_NOT_FOUND })
	Mono<ResponseEntity<MemberHistoryJson>> member(Owner owner,
			@Parameter(example = "5012345678") @PathVariable long id,
			@Parameter(description = "The key", example = "8812345") @PathVariable long member,
			ServerWebExchange exchange) {
		return this.accounts.require(owner, id, Scope.READ)
			.flatMap((account) -> Revalidation.answer(exchange, this.versions.entityTag(account),
					read(account, member)));
	}

	private Mono<MemberHistoryJson> read(AccountId account, long member) {
		EventSelection all = new EventSelection(account.value(), Set.of(), member);
		return this.members.find(account, member)
			.switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.MEMBER_NOT_FOUND)))
			.flatMap((found) -> this.events.ofMember(account, member, Long.MAX_VALUE, all.kinds(), Page.MAX_LIMIT)
				.map((part) -> MemberHistoryJson.of(found, part, all.next(part))));
	}

}
