package io.followsync.gateway.signin.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.followsync.gateway.access.BrowserSession;
import io.followsync.gateway.access.Scope;
import io.followsync.gateway.edge.ApiErrors;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.edge.JsonBody;
import io.followsync.gateway.idempotency.Answer;
import io.followsync.gateway.idempotency.IdempotentRequests;
import io.followsync.gateway.idempotency.RequestKey;
import io.followsync.gateway.signin.TokenLimits;
import io.followsync.gateway.signin.Tokens;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens are managed by browsers only, so that a leaked one cannot make others. */
@RestController
@Tag(name = "Tokens")
@RequestMapping("/api/v1/tokens")
record TokenController(Tokens tokens, TokenLimits limits, IdempotentRequests idempotent) {

	private static final int MAX_NAME = 100;

	@Operation(operationId = "listTokens", summary = "Your access tokens")
	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.SIGN_IN_REQUIRED, ErrorCode.BROWSER_REQUIRED })
	Flux<TokenJson> list(BrowserSession browser) {
		return this.tokens.find(browser.owner()).map((token) -> TokenJson.of(token, null));
	}

	@Operation(operationId = "createToken",
			summary = "Create an access token for an API client; its secret is shown only once",
			requestBody = @RequestBody(required = true,
					content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
							schema = @Schema(implementation = TokenForm.class))))
	@PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	@ApiErrors({ ErrorCode.NO_JSON_DATA, ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.BROWSER_REQUIRED,
			ErrorCode.TOO_MANY_TOKENS, ErrorCode.TOKEN_ALREADY_CREATED, ErrorCode.REQUEST_IN_PROGRESS,
			ErrorCode.IDEMPOTENCY_KEY_REUSED, ErrorCode.TOO_MANY_IDEMPOTENCY_KEYS, ErrorCode.BODY_TOO_LARGE })
	Mono<ResponseEntity<TokenJson>> create(ServerHttpRequest request, BrowserSession browser,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
		return JsonBody.read(request, SignInController.MAX_BODY, "name and scopes").flatMap((json) -> {
			Mono<Tokens.Issued> work = this.tokens.create(browser.owner(), name(json), scopes(json), lifetime(json));
			return (key == null) ? work : once(RequestKey.of(browser.owner(), key, "POST /api/v1/tokens",
					json.toString().getBytes(StandardCharsets.UTF_8)), work);
		})
			.map((issued) -> ResponseEntity.created(URI.create("/api/v1/tokens/" + issued.token().id()))
				.cacheControl(CacheControl.noStore())
				.body(TokenJson.of(issued.token(), issued.secret())));
	}

	@Operation(operationId = "renewToken",
			summary = "Replace the secret of an access token; the old one is refused from now on")
	@PostMapping(path = "/{id}/renewal", produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.SIGN_IN_REQUIRED, ErrorCode.BROWSER_REQUIRED, ErrorCode.TOKEN_NOT_FOUND })
	Mono<ResponseEntity<TokenJson>> renew(@PathVariable String id, BrowserSession browser) {
		return id(id).flatMap((token) -> this.tokens.renew(browser.owner(), token))
			.map((issued) -> ResponseEntity.ok()
				.cacheControl(CacheControl.noStore())
				.body(TokenJson.of(issued.token(), issued.secret())));
	}

	@Operation(operationId = "revokeToken", summary = "Revoke an access token")
	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@ApiErrors({ ErrorCode.SIGN_IN_REQUIRED, ErrorCode.BROWSER_REQUIRED, ErrorCode.TOKEN_NOT_FOUND })
	Mono<Void> revoke(@PathVariable String id, BrowserSession browser) {
		return id(id).flatMap((token) -> this.tokens.revoke(browser.owner(), token));
	}

	/**
	 * The secret is not kept to be shown again, so a repetition is answered with the id
	 * of the token, by which its owner can renew or revoke it.
	 */
	private Mono<Tokens.Issued> once(RequestKey key, Mono<Tokens.Issued> work) {
		AtomicReference<Tokens.@Nullable Issued> created = new AtomicReference<>();
		return this.idempotent
			.once(key, CreatedToken.class, work.doOnNext(created::set)
				.map((issued) -> new Answer<>(HttpStatus.CREATED.value(), null, new CreatedToken(issued.token().id()))))
			.map((answer) -> {
				Tokens.Issued issued = created.get();
				if (issued == null) {
					throw new ApiException(ErrorCode.TOKEN_ALREADY_CREATED)
						.with("token", answer.body().token().toString())
						.advise("Its secret was shown only once. Renew the token to get another secret, or revoke it.");
				}
				return issued;
			});
	}

	private static Mono<UUID> id(String text) {
		return Mono.justOrEmpty(Ids.parse(text))
			.switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.TOKEN_NOT_FOUND)));
	}

	private static String name(JsonNode json) {
		String name = JsonBody.requireText(json, "name").strip();
		if (name.isEmpty() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
			throw bad("name has 1 to %d characters, and none that cannot be printed.".formatted(MAX_NAME));
		}
		return name;
	}

	private static Set<Scope> scopes(JsonNode json) {
		JsonNode given = json.path("scopes");
		Set<Scope> scopes = EnumSet.noneOf(Scope.class);
		for (JsonNode one : given) {
			scopes.add(Arrays.stream(Scope.values())
				.filter((scope) -> one.isString() && scope.text().equals(one.stringValue()))
				.findFirst()
				.orElseThrow(() -> bad("scopes are among read and sync.")));
		}
		if (!given.isArray() || scopes.isEmpty()) {
			throw bad("scopes is a list of at least one of read and sync.");
		}
		return scopes;
	}

	private Duration lifetime(JsonNode json) {
		JsonNode days = json.path("days");
		if (days.isMissingNode() || days.isNull()) {
			return this.limits.lifetime();
		}
		long most = this.limits.maxLifetime().toDays();
		if (!days.isIntegralNumber() || !days.canConvertToLong() || days.longValue() < 1 || days.longValue() > most) {
			throw bad("days is a whole number from 1 to %d.".formatted(most));
		}
		return Duration.ofDays(days.longValue());
	}

	private static ApiException bad(String detail) {
		return new ApiException(ErrorCode.BAD_REQUEST).detail(detail);
	}

	/** What is kept of the answer to a request with an Idempotency-Key. */
	record CreatedToken(UUID token) {
	}

	record TokenForm(@Schema(example = "laptop", maxLength = MAX_NAME) String name,
			@Schema(example = "[\"read\"]", allowableValues = {
					"read", "sync" }) List<String> scopes,
			@Schema(description = "how long it is accepted; 90 by default",
					requiredMode = Schema.RequiredMode.NOT_REQUIRED, minimum = "1") @Nullable Integer days){
	}

	/**
	 * An access token.
	 *
	 * @param usedAt the day on which it was used last
	 * @param secret to be sent as bearer token; shown only when it is made
	 */
	record TokenJson(UUID id, @Schema(example = "laptop") String name,
			@Schema(example = "[\"read\"]") List<String> scopes, Instant createdAt, @Nullable Instant usedAt,
			Instant expiresAt,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED,
					example = "fs_q7Xo0dLZ1mPa5sVw8yTg2Aq7Xo0dLZ1mPa5sVw8yTg") @Nullable String secret) {

		static TokenJson of(Tokens.Token token, @Nullable String secret) {
			List<String> scopes = token.scopes().stream().map((scope) -> scope.toLowerCase(Locale.ROOT)).toList();
			return new TokenJson(token.id(), token.name(), scopes, token.createdAt(), token.usedAt(), token.expiresAt(),
					secret);
		}

		@Override
		public String toString() {
			return "TokenJson[hidden]";
		}

	}

}
