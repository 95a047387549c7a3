package io.followsync.worker.source.websession;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

import io.followsync.worker.source.SourceFailure;
import io.followsync.worker.source.SourceFailure.AmbiguousUnauthorized;
import io.followsync.worker.source.SourceFailure.CursorRefused;
import io.followsync.worker.source.SourceFailure.Malformed;
import io.followsync.worker.source.SourceFailure.PersonNeeded;
import io.followsync.worker.source.SourceFailure.PersonNeeded.Need;
import io.followsync.worker.source.SourceFailure.RequestRejected;
import io.followsync.worker.source.SourceFailure.SessionDead;
import io.followsync.worker.source.SourceFailure.Throttled;
import io.followsync.worker.source.SourceFailure.Transient;
import io.followsync.worker.source.websession.InstagramRequest.Endpoint;
import io.followsync.worker.source.websession.InstagramResponse.Envelope;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Decides whether a response is a failure, and of what kind. It reads the status, headers
 * and the envelope, never what people wrote. A marker in the envelope outranks the
 * status, because the same failures come with several statuses, 200 among them.
 */
final class FailureClassifier {

	// The beginning of an HTML error page says what it is.
	private static final int MAX_TEXT_BYTES = 4096;

	/** Empty if the response may be an answer. */
	static Optional<SourceFailure> classify(InstagramRequest request, InstagramResponse response) {
		if (response.isRedirect()) {
			return Optional.of(redirected(response));
		}
		Envelope envelope = response.envelope();
		if (response.isSuccess() && !envelope.isFailure()) {
			return Optional.empty();
		}
		SourceFailure marked = byMarker(response, envelope);
		if (marked == null && isGoneMember(request, response, envelope)) {
			return Optional.empty();
		}
		return Optional.of((marked != null) ? marked : byStatus(request, response));
	}

	// An answer to the question: only a challenge is masked as a bare "Not Found".
	private static boolean isGoneMember(InstagramRequest request, InstagramResponse response, Envelope envelope) {
		return request.endpoint() == Endpoint.RELATION && response.status() == 404 && envelope.isFailure()
				&& envelope.hasMessage("User not found");
	}

	private static @Nullable SourceFailure byMarker(InstagramResponse response, Envelope envelope) {
		PersonNeeded person = personNeeded(envelope);
		if (person != null) {
			return person;
		}
		if (envelope.hasMessage("useragent mismatch")) {
			return new SessionDead("user agent mismatch");
		}
		if (envelope.hasMessage("login_required") || envelope.has("logout_reason", JsonToken.VALUE_NUMBER_INT)) {
			return new SessionDead("logged out");
		}
		if (envelope.has("require_login", JsonToken.VALUE_TRUE)) {
			return new AmbiguousUnauthorized();
		}
		if (envelope.hasMessageStartingWith("Please wait a few minutes") || envelope.hasMessage("rate limited")
				|| envelope.has("error_type", "rate_limit_error")) {
			return throttled(response);
		}
		return envelope.hasMessage("Not authorized to view user")
				? new RequestRejected("not authorized to view this account") : null;
	}

	private static @Nullable PersonNeeded personNeeded(Envelope envelope) {
		if (envelope.hasMessage("challenge_required") || envelope.has("challenge", JsonToken.START_OBJECT)
				|| envelope.has("error_type", "checkpoint_challenge_required")) {
			return new PersonNeeded(Need.CHALLENGE);
		}
		if (envelope.hasMessage("checkpoint_required") || envelope.has("checkpoint_url", JsonToken.VALUE_STRING)) {
			return new PersonNeeded(Need.CHECKPOINT);
		}
		if (envelope.hasMessage("feedback_required") || envelope.has("spam", JsonToken.VALUE_TRUE)) {
			return new PersonNeeded(Need.ACTION_BLOCK);
		}
		return envelope.hasMessage("sentry_block") ? new PersonNeeded(Need.MACHINE_BLOCK) : null;
	}

	private static SourceFailure byStatus(InstagramRequest request, InstagramResponse response) {
		return switch (response.status()) {
			case 400 -> badRequest(request, response);
			case 401 -> new AmbiguousUnauthorized();
			case 403 -> forbidden(request, response);
			case 404 -> notFound(request, response);
			case 408 -> new Transient("status 408");
			case 429 -> throttled(response);
			default -> (response.status() >= 500) ? new Transient("status " + response.status()) : malformed(response);
		};
	}

	// The lists and the profile do exist, so "not found" masks a challenge. Asked about a
	// member, it may mask one, too, or the old API may be gone.
	private static SourceFailure notFound(InstagramRequest request, InstagramResponse response) {
		boolean mayBeGone = request.endpoint() == Endpoint.RELATION || request.endpoint() == Endpoint.WHO_AM_I;
		boolean masked = !mayBeGone && text(response).strip().equals("not found");
		return masked ? new PersonNeeded(Need.CHALLENGE) : malformed(response);
	}

	// Our list requests differ only in count and cursor, so one of these was refused. The
	// profile is refused even to sessions that may read lists, which is not our fault.
	private static SourceFailure badRequest(InstagramRequest request, InstagramResponse response) {
		if (request.endpoint().isAuxiliary()) {
			return malformed(response);
		}
		return request.resumed() ? new CursorRefused()
				: new RequestRejected("request refused: " + response.shapeWithKeys());
	}

	private static SourceFailure forbidden(InstagramRequest request, InstagramResponse response) {
		if (text(response).contains("too many requests")) {
			return throttled(response);
		}
		return request.endpoint().isAuxiliary() ? malformed(response)
				: new RequestRejected("request refused: " + response.shapeWithKeys());
	}

	private static SourceFailure redirected(InstagramResponse response) {
		String location = Optional.ofNullable(response.headers().getFirst("Location")).orElse("");
		String path = location.replaceFirst("^[A-Za-z]+://[^/?#]*", "").replaceFirst("[?#].*$", "");
		if (path.startsWith("/accounts/login")) {
			return new SessionDead("logged out");
		}
		if (path.startsWith("/challenge") || path.startsWith("/accounts/suspended")) {
			return new PersonNeeded(Need.CHALLENGE);
		}
		return path.startsWith("/checkpoint") ? new PersonNeeded(Need.CHECKPOINT)
				: new Malformed(response.shape() + ", redirected elsewhere");
	}

	private static Throttled throttled(InstagramResponse response) {
		return new Throttled(response.retryAfter());
	}

	private static Malformed malformed(InstagramResponse response) {
		return new Malformed(response.shapeWithKeys());
	}

	private static String text(InstagramResponse response) {
		byte[] body = response.body();
		return new String(body, 0, Math.min(body.length, MAX_TEXT_BYTES), StandardCharsets.ISO_8859_1)
			.toLowerCase(Locale.ROOT);
	}

}
