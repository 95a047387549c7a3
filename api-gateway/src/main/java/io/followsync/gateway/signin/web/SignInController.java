package io.followsync.gateway.signin.web;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

import io.followsync.gateway.access.BrowserSession;
import io.followsync.gateway.access.Visitor;
import io.followsync.gateway.analysis.SessionFields;
import io.followsync.gateway.edge.ApiErrors;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.edge.JsonBody;
import io.followsync.gateway.signin.Approvals;
import io.followsync.gateway.signin.SignIn;
import io.followsync.gateway.signin.SignIns;
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
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Sign-in")
@RequestMapping("/api/v1")
record SignInController(SignIns signIns, Approvals approvals) {

	static final int MAX_BODY = 16 * 1024;

	@Operation(operationId = "beginSignIn", summary = "Begin to prove control of an account by its web session",
			requestBody = @RequestBody(required = true,
					content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
							schema = @Schema(implementation = SessionForm.class))))
	@PostMapping(path = "/sign-ins", produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.NO_JSON_DATA, ErrorCode.CSRF_TOKEN_REQUIRED, ErrorCode.SESSION_ID_REQUIRED,
			ErrorCode.NO_USER_ID, ErrorCode.BODY_TOO_LARGE, ErrorCode.TOO_MANY_SUBMISSIONS, ErrorCode.QUEUE_FULL })
	Mono<ResponseEntity<BegunJson>> begin(ServerHttpRequest request, Visitor visitor) {
		return SessionFields.NATIVE.read(request, MAX_BODY)
			.flatMap((session) -> this.signIns.begin(session, visitor))
			.map((begun) -> ResponseEntity.accepted()
				.location(URI.create("/api/v1/sign-ins/" + begun.secret()))
				.header(HttpHeaders.RETRY_AFTER, "1")
				.cacheControl(CacheControl.noStore())
				.body(new BegunJson(begun.id(), begun.secret())));
	}

	@Operation(operationId = "getSignIn", summary = "How far a sign-in is")
	@GetMapping(path = "/sign-ins/{secret}", produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.SIGN_IN_NOT_FOUND, ErrorCode.JOB_UNREADABLE, ErrorCode.JOB_OF_NEWER_RELEASE })
	Mono<ResponseEntity<SignIn>> signIn(@PathVariable String secret, Visitor visitor) {
		return this.signIns.find(secret, visitor)
			.map((signIn) -> ResponseEntity.ok()
				.cacheControl(CacheControl.noStore())
				.headers((headers) -> signIn.retryAfter()
					.ifPresent((wait) -> headers.set(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()))))
				.body(signIn));
	}

	@Operation(operationId = "abandonSignIn", summary = "Abandon a sign-in")
	@DeleteMapping("/sign-ins/{secret}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@ApiErrors(ErrorCode.SIGN_IN_NOT_FOUND)
	Mono<Void> abandon(@PathVariable String secret) {
		return this.signIns.abandon(secret);
	}

	@Operation(operationId = "listApprovals",
			summary = "The sign-ins of other browsers to your accounts, which wait for your approval")
	@GetMapping(path = "/approvals", produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.SIGN_IN_REQUIRED, ErrorCode.BROWSER_REQUIRED })
	Flux<WaitingJson> waiting(BrowserSession browser) {
		return this.approvals.findWaiting(browser.owner()).map(WaitingJson::of);
	}

	@Operation(operationId = "approveSignIn", summary = "Approve a sign-in, after you have compared both codes",
			requestBody = @RequestBody(required = true,
					content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
							schema = @Schema(implementation = ApprovalForm.class))))
	@PostMapping("/approvals")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@ApiErrors({ ErrorCode.NO_JSON_DATA, ErrorCode.BAD_REQUEST, ErrorCode.SIGN_IN_REQUIRED, ErrorCode.BROWSER_REQUIRED,
			ErrorCode.SIGN_IN_NOT_FOUND, ErrorCode.WRONG_CODE, ErrorCode.BODY_TOO_LARGE })
	Mono<Void> approve(ServerHttpRequest request, BrowserSession browser) {
		return JsonBody.read(request, MAX_BODY, "signIn and code")
			.flatMap((json) -> this.approvals.approve(browser.owner(),
					Ids.parse(JsonBody.requireText(json, "signIn"))
						.orElseThrow(() -> new ApiException(ErrorCode.SIGN_IN_NOT_FOUND)),
					JsonBody.requireText(json, "code")));
	}

	@Operation(operationId = "refuseSignIn", summary = "Refuse a sign-in that waits for your approval: it is forgotten")
	@DeleteMapping("/approvals/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@ApiErrors({ ErrorCode.SIGN_IN_REQUIRED, ErrorCode.BROWSER_REQUIRED, ErrorCode.SIGN_IN_NOT_FOUND })
	Mono<Void> refuse(@PathVariable String id, BrowserSession browser) {
		return Mono.justOrEmpty(Ids.parse(id))
			.switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.SIGN_IN_NOT_FOUND)))
			.flatMap((signIn) -> this.approvals.refuse(browser.owner(), signIn));
	}

	/** The body of a sign-in, as documented; {@link SessionFields} reads it. */
	record SessionForm(
			@Schema(description = "Value of the cookie sessionid, percent-encoded or not", example = "5012345678%3Axyz",
					maxLength = 512) String sessionId,
			@Schema(description = "Value of the cookie csrftoken", pattern = "[A-Za-z0-9_-]{1,128}") String csrfToken) {

		@Override
		public String toString() {
			return "SessionForm[hidden]";
		}

	}

	/**
	 * A sign-in that was begun.
	 *
	 * @param id names it to the browser that approves it
	 * @param secret gives access to it; it is shown only here
	 */
	record BegunJson(UUID id, @Schema(example = "q7Xo0dLZ1mPa5sVw8yTg2A") String secret) {

		@Override
		public String toString() {
			return "BegunJson[hidden]";
		}

	}

	record ApprovalForm(UUID signIn, @Schema(example = "402918") String code) {
	}

	/**
	 * A sign-in that waits for an approval.
	 *
	 * @param account its id, as text, since a double may not hold it exactly
	 * @param moves whether the account then moves to another owner; else the other
	 * browser becomes one of yours
	 */
	record WaitingJson(UUID id, @Schema(example = "5012345678") String account,
			@Schema(example = "anna.example") @Nullable String username, @Schema(example = "402918") String code,
			@Schema(example = "false") boolean moves, Instant createdAt, Instant expiresAt) {

		static WaitingJson of(Approvals.Waiting waiting) {
			return new WaitingJson(waiting.id(), Long.toString(waiting.account()), waiting.username(), waiting.code(),
					waiting.moves(), waiting.createdAt(), waiting.expiresAt());
		}

	}

}
