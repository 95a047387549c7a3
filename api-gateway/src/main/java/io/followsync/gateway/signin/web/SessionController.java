package io.followsync.gateway.signin.web;

import java.time.Instant;
import java.util.UUID;

import io.followsync.gateway.access.BrowserSession;
import io.followsync.gateway.access.BrowserSessions;
import io.followsync.gateway.access.SessionCookies;
import io.followsync.gateway.access.Visitor;
import io.followsync.gateway.edge.ApiErrors;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.edge.JsonBody;
import io.followsync.gateway.signin.Exchanges;
import io.followsync.gateway.signin.OpenSessions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

@RestController
@Tag(name = "Sessions")
@RequestMapping("/api/v1/sessions")
record SessionController(Exchanges exchanges, OpenSessions sessions, SessionCookies cookies) {

	private static final int MAX_USER_AGENT = 200;

	@Operation(operationId = "openSession", summary = "Exchange a proven sign-in for a session of this browser",
			requestBody = @RequestBody(required = true,
					content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
							schema = @Schema(implementation = ExchangeForm.class))))
	@PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.NO_JSON_DATA, ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SIGN_IN_NOT_FOUND,
			ErrorCode.SIGN_IN_NOT_PROVEN, ErrorCode.SIGN_IN_USED, ErrorCode.APPROVAL_REQUIRED,
			ErrorCode.ACCOUNT_BEING_REMOVED, ErrorCode.BODY_TOO_LARGE })
	Mono<ResponseEntity<ExchangedJson>> exchange(ServerWebExchange call, Visitor visitor) {
		return JsonBody.read(call.getRequest(), SignInController.MAX_BODY, "signIn")
			.flatMap((json) -> this.exchanges.exchange(JsonBody.requireText(json, "signIn"), visitor,
					userAgent(call.getRequest().getHeaders())))
			.map((exchanged) -> answer(exchanged, call));
	}

	@Operation(operationId = "listSessions", summary = "The browsers in which you are signed in")
	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.SIGN_IN_REQUIRED, ErrorCode.BROWSER_REQUIRED })
	Flux<SessionJson> list(BrowserSession browser) {
		return this.sessions.find(browser.owner()).map((session) -> SessionJson.of(session, browser));
	}

	@Operation(operationId = "signOut", summary = "Sign out in this browser")
	@DeleteMapping("/current")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@ApiErrors({ ErrorCode.SIGN_IN_REQUIRED, ErrorCode.BROWSER_REQUIRED, ErrorCode.SESSION_NOT_FOUND })
	Mono<Void> signOut(BrowserSession browser, ServerWebExchange call) {
		return this.sessions.revoke(browser.owner(), browser.id()).doOnSuccess((done) -> {
			// Its renewal, perhaps.
			call.getResponse().getCookies().clear();
			call.getResponse().addCookie(this.cookies.clear(call.getRequest()));
		});
	}

	@Operation(operationId = "revokeSession", summary = "Sign out in one of your browsers")
	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@ApiErrors({ ErrorCode.SIGN_IN_REQUIRED, ErrorCode.BROWSER_REQUIRED, ErrorCode.SESSION_NOT_FOUND })
	Mono<Void> revoke(@PathVariable String id, BrowserSession browser) {
		return Mono.justOrEmpty(Ids.parse(id))
			.switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.SESSION_NOT_FOUND)))
			.flatMap((session) -> this.sessions.revoke(browser.owner(), session));
	}

	private ResponseEntity<ExchangedJson> answer(Exchanges.Exchanged exchanged, ServerWebExchange call) {
		BrowserSessions.NewCookie cookie = exchanged.cookie();
		if (cookie != null) {
			call.getResponse().addCookie(this.cookies.issue(call.getRequest(), cookie.claims(), cookie.maxAge()));
		}
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.body(new ExchangedJson(exchanged.owner().value()));
	}

	private static @Schema(example = "Mozilla/5.0 (X11; Linux x86_64)") @Nullable String userAgent(
			HttpHeaders headers) {
		String text = headers.getFirst(HttpHeaders.USER_AGENT);
		if (text == null) {
			return null;
		}
		// PostgreSQL's text cannot hold a NUL.
		String printable = text.replaceAll("\\p{Cntrl}", " ");
		return printable.substring(0, Math.min(printable.length(), MAX_USER_AGENT));
	}

	/** The body of an exchange, as documented: the secret of the sign-in. */
	record ExchangeForm(@Schema(example = "q7Xo0dLZ1mPa5sVw8yTg2A") String signIn) {

		@Override
		public String toString() {
			return "ExchangeForm[hidden]";
		}

	}

	/** Whose browser it is now. */
	record ExchangedJson(UUID owner) {
	}

	/**
	 * A signed-in browser.
	 *
	 * @param lastUsedAt to about an hour
	 * @param current whether it is the one that asks
	 */
	record SessionJson(UUID id, @Schema(example = "Mozilla/5.0 (X11; Linux x86_64)") @Nullable String userAgent,
			Instant createdAt, Instant lastUsedAt, Instant expiresAt, boolean current) {

		static SessionJson of(OpenSessions.OpenSession session, BrowserSession asking) {
			return new SessionJson(session.id(), session.userAgent(), session.createdAt(), session.lastUsedAt(),
					session.expiresAt(), session.id().equals(asking.id()));
		}

	}

}
