package io.followsync.gateway.edge;

import java.util.Locale;

import org.springframework.http.HttpStatus;

/** Every error that this API can answer, each with one status and one sentence. */
public enum ErrorCode {

	NO_JSON_DATA(HttpStatus.BAD_REQUEST, "No JSON data provided"),

	CSRF_TOKEN_REQUIRED(HttpStatus.BAD_REQUEST, "csrf_token is required"),

	SESSION_ID_REQUIRED(HttpStatus.BAD_REQUEST, "session_id is required"),

	NO_USER_ID(HttpStatus.BAD_REQUEST, "Could not extract user_id from session_id"),

	BAD_REQUEST(HttpStatus.BAD_REQUEST, "Bad request"),

	UNREADABLE_UPLOAD(HttpStatus.BAD_REQUEST, "Unreadable upload"),

	OPERATORS_ONLY(HttpStatus.UNAUTHORIZED, "Operator credential required"),

	SIGN_IN_REQUIRED(HttpStatus.UNAUTHORIZED, "Sign-in required"),

	FOREIGN_ORIGIN(HttpStatus.FORBIDDEN, "Not allowed from here"),

	SCOPE_MISSING(HttpStatus.FORBIDDEN, "Token does not allow this"),

	BROWSER_REQUIRED(HttpStatus.FORBIDDEN, "Only a signed-in browser may do this"),

	ENDPOINT_NOT_FOUND(HttpStatus.NOT_FOUND, "Endpoint not found"),

	JOB_NOT_FOUND(HttpStatus.NOT_FOUND, "Job not found"),

	ACCOUNT_NOT_FOUND(HttpStatus.NOT_FOUND, "Account not found"),

	MEMBER_NOT_FOUND(HttpStatus.NOT_FOUND, "Member not found"),

	SYNC_NOT_FOUND(HttpStatus.NOT_FOUND, "Sync not found"),

	SIGN_IN_NOT_FOUND(HttpStatus.NOT_FOUND, "Sign-in not found"),

	SESSION_NOT_FOUND(HttpStatus.NOT_FOUND, "Session not found"),

	TOKEN_NOT_FOUND(HttpStatus.NOT_FOUND, "Token not found"),

	METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed"),

	NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "Not acceptable"),

	REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "Request body too slow"),

	JOB_EXISTS(HttpStatus.CONFLICT, "Job already exists"),

	JOB_ACTIVE(HttpStatus.CONFLICT, "Cannot delete active job"),

	NO_RESULT(HttpStatus.CONFLICT, "There is no result"),

	SIGN_IN_NOT_PROVEN(HttpStatus.CONFLICT, "Sign-in is not proven"),

	SIGN_IN_USED(HttpStatus.CONFLICT, "Sign-in was already used"),

	APPROVAL_REQUIRED(HttpStatus.CONFLICT, "Another browser must approve this sign-in"),

	WRONG_CODE(HttpStatus.CONFLICT, "Code does not match"),

	ACCOUNT_BEING_REMOVED(HttpStatus.CONFLICT, "Account is being removed"),

	TOO_MANY_TOKENS(HttpStatus.CONFLICT, "Too many tokens"),

	TOKEN_ALREADY_CREATED(HttpStatus.CONFLICT, "Token was already created"),

	ACCOUNT_NOT_CONNECTED(HttpStatus.CONFLICT, "Account is not connected"),

	REQUEST_IN_PROGRESS(HttpStatus.CONFLICT, "The same request is in progress"),

	BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "Request body too large"),

	URI_TOO_LONG(HttpStatus.URI_TOO_LONG, "Request URI too long"),

	UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type"),

	IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "Idempotency-Key was used for another request"),

	HEADERS_TOO_LARGE(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "Request header fields too large"),

	TOO_MANY_SUBMISSIONS(HttpStatus.TOO_MANY_REQUESTS, "Too many submissions from this address"),

	TOO_MANY_ATTEMPTS(HttpStatus.TOO_MANY_REQUESTS, "Too many wrong credentials"),

	TOO_MANY_STREAMS(HttpStatus.SERVICE_UNAVAILABLE, "Too many streams are open"),

	TOO_MANY_DOWNLOADS(HttpStatus.SERVICE_UNAVAILABLE, "Too many downloads at once"),

	TOO_MANY_ANSWERS(HttpStatus.SERVICE_UNAVAILABLE, "Too many large answers are being sent"),

	QUEUE_FULL(HttpStatus.SERVICE_UNAVAILABLE, "Too many jobs are queued"),

	UPLOADS_FULL(HttpStatus.SERVICE_UNAVAILABLE, "Too many uploads are stored"),

	UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Service temporarily unavailable"),

	JOB_OF_NEWER_RELEASE(HttpStatus.SERVICE_UNAVAILABLE, "Job is of a newer release"),

	JOB_UNREADABLE(HttpStatus.INTERNAL_SERVER_ERROR, "Job cannot be read"),

	INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Internal server error");

	private final HttpStatus status;

	private final String sentence;

	ErrorCode(HttpStatus status, String sentence) {
		this.status = status;
		this.sentence = sentence;
	}

	/** The error of a response of which only the status is known. */
	public static ErrorCode ofStatus(int status) {
		return switch (status) {
			case 404 -> ENDPOINT_NOT_FOUND;
			case 405 -> METHOD_NOT_ALLOWED;
			case 406 -> NOT_ACCEPTABLE;
			case 408 -> REQUEST_TIMEOUT;
			case 413 -> BODY_TOO_LARGE;
			case 414 -> URI_TOO_LONG;
			case 415 -> UNSUPPORTED_MEDIA_TYPE;
			case 431 -> HEADERS_TOO_LARGE;
			case 503 -> UNAVAILABLE;
			default -> (status < 500) ? BAD_REQUEST : INTERNAL;
		};
	}

	public HttpStatus status() {
		return this.status;
	}

	public String sentence() {
		return this.sentence;
	}

	/** Whether a limit works as intended: the status is 5xx, but nothing failed. */
	boolean isDeliberateRefusal() {
		return switch (this) {
			case TOO_MANY_STREAMS, TOO_MANY_DOWNLOADS, TOO_MANY_ANSWERS, QUEUE_FULL, UPLOADS_FULL,
					JOB_OF_NEWER_RELEASE ->
				true;
			default -> false;
		};
	}

	/** The {@code type} of this error as a problem (RFC 9457). */
	public String type() {
		return "urn:followsync:error:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
