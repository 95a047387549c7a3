package io.followsync.gateway.history.web;

import java.util.Set;

import io.followsync.gateway.access.OwnedAccounts;
import io.followsync.gateway.access.Owner;
import io.followsync.gateway.access.Scope;
import io.followsync.gateway.edge.ApiErrors;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.edge.Page;
import io.followsync.gateway.edge.PageCursor;
import io.followsync.gateway.edge.Revalidation;
import io.followsync.gateway.history.Activities;
import io.followsync.history.ActivityKind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

@RestController
@Tag(name = "History")
record ActivityController(OwnedAccounts accounts, Activities activities) {

	@Operation(operationId = "listActivities", summary = "What the system and you did with an account, newest first")
	@GetMapping(path = "/api/v1/accounts/{id}/activities", produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SCOPE_MISSING,
			ErrorCode.ACCOUNT_NOT_FOUND })
	Mono<ResponseEntity<Page<ActivityJson>>> activities(Owner owner,
			@Parameter(example = "5012345678") @PathVariable long id,
			@Parameter(description = "Kinds of activities, separated by commas; all if absent", explode = Explode.FALSE,
					array = @ArraySchema(schema = @Schema(implementation = ActivityKind.class))) @RequestParam(
							defaultValue = "") String kinds,
			@RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit, @Parameter(
					description = "The next of the page before") @RequestParam(required = false) @Nullable String after,
			ServerWebExchange exchange) {
		Page.requireLimit(limit);
		Set<String> chosen = Kinds.parse(kinds, ActivityKind.values());
		String list = "activities " + id + " " + String.join(",", chosen);
		Activities.Position start = (after == null) ? Activities.Position.START
				: position(PageCursor.parse("after", after, list, 2));
		return this.accounts.require(owner, id, Scope.READ)
			.flatMap(
					(account) -> Revalidation.answer(exchange, this.activities.before(account, start, chosen, limit + 1)
						.map((found) -> Page.of(found, limit, (last) -> cursor(list, last)).map(ActivityJson::of))));
	}

	private static Activities.Position position(PageCursor cursor) {
		return new Activities.Position(cursor.time(0), cursor.number(1));
	}

	private static PageCursor cursor(String list, Activities.Activity activity) {
		return PageCursor.of(list, activity.position().at(), activity.position().id());
	}

}
