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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells whether an answer is a failure, and of what kind. It reads the status, headers
 * and the failure envelope, never what people wrote. A marker outranks the status,
 * because the same failures come with several statuses, 200 among them.
 */
final class FailureClassifier {

	// The beginning of an HTML error page says what it is.
	private static final int TEXT_BYTES = 4096;

	private final JsonMapper json;

	FailureClassifier(JsonMapper json) {
		this.json = json;
	}

	/** Empty if the answer may be a success. */
	Optional<SourceFailure> classify(Asked asked, RawAnswer answer) {
		if (answer.redirect()) {
			return Optional.of(redirected(answer));
		}
		Envelope envelope = Envelope.read(this.json, answer.body());
		if (answer.success() && !envelope.failed()) {
			return Optional.empty();
		}
		SourceFailure marked = byMarker(answer, envelope);
		return Optional.of((marked != null) ? marked : byStatus(asked, answer, envelope));
	}

	private static @Nullable SourceFailure byMarker(RawAnswer answer, Envelope envelope) {
		PersonNeeded person = personNeeded(envelope);
		if (person != null) {
			return person;
		}
		if (envelope.says("useragent mismatch")) {
			return new SessionDead("user agent mismatch");
		}
		if (envelope.says("login_required") || envelope.logoutReason()) {
			return new SessionDead("logged out");
		}
		if (envelope.requireLogin()) {
			return new AmbiguousUnauthorized();
		}
		if (envelope.saysSomethingLike("Please wait a few minutes") || envelope.says("rate limited")
				|| "rate_limit_error".equals(envelope.errorType())) {
			return throttled(answer);
		}
		return envelope.says("Not authorized to view user") ? new RequestRejected("not authorized to view this account")
				: null;
	}

	private static @Nullable PersonNeeded personNeeded(Envelope envelope) {
		if (envelope.says("challenge_required") || envelope.challengeUrl() != null
				|| "checkpoint_challenge_required".equals(envelope.errorType())) {
			return new PersonNeeded(Need.CHALLENGE);
		}
		if (envelope.says("checkpoint_required") || envelope.checkpointUrl()) {
			return new PersonNeeded(Need.CHECKPOINT);
		}
		if (envelope.says("feedback_required") || envelope.spam()) {
			return new PersonNeeded(Need.ACTION_BLOCK);
		}
		return envelope.says("sentry_block") ? new PersonNeeded(Need.MACHINE_BLOCK) : null;
	}

	private static SourceFailure byStatus(Asked asked, RawAnswer answer, Envelope envelope) {
		return switch (answer.status()) {
			case 400 -> badRequest(asked, answer, envelope);
			case 401 -> new AmbiguousUnauthorized();
			case 403 -> forbidden(asked, answer, envelope);
			case 404 -> notFound(asked, answer, envelope);
			case 408 -> new Transient("status 408");
			case 429 -> throttled(answer);
			default ->
				(answer.status() >= 500) ? new Transient("status " + answer.status()) : malformed(answer, envelope);
		};
	}

	// The lists and the profile do exist, so "not found" masks a challenge. A member may
	// really be gone, and so may the old API.
	private static SourceFailure notFound(Asked asked, RawAnswer answer, Envelope envelope) {
		boolean mayBeGone = asked.endpoint() == Endpoint.RELATION || asked.endpoint() == Endpoint.WHO_AM_I;
		boolean masked = !mayBeGone && text(answer).strip().equals("not found");
		return masked ? new PersonNeeded(Need.CHALLENGE) : malformed(answer, envelope);
	}

	// Our list requests differ only in count and cursor, so one of these was refused. The
	// profile is refused even to sessions that may read lists, which is not our fault.
	private static SourceFailure badRequest(Asked asked, RawAnswer answer, Envelope envelope) {
		if (asked.endpoint().beside()) {
			return malformed(answer, envelope);
		}
		return asked.resumed() ? new CursorRefused()
				: new RequestRejected("request refused: " + seen(answer, envelope));
	}

	private static SourceFailure forbidden(Asked asked, RawAnswer answer, Envelope envelope) {
		if (text(answer).contains("too many requests")) {
			return throttled(answer);
		}
		return asked.endpoint().beside() ? malformed(answer, envelope)
				: new RequestRejected("request refused: " + seen(answer, envelope));
	}

	private static SourceFailure redirected(RawAnswer answer) {
		String location = Optional.ofNullable(answer.headers().getFirst("Location")).orElse("");
		String path = location.replaceFirst("^[A-Za-z]+://[^/?#]*", "").replaceFirst("[?#].*$", "");
		if (path.startsWith("/accounts/login")) {
			return new SessionDead("logged out");
		}
		if (path.startsWith("/challenge") || path.startsWith("/accounts/suspended")) {
			return new PersonNeeded(Need.CHALLENGE);
		}
		return path.startsWith("/checkpoint") ? new PersonNeeded(Need.CHECKPOINT)
				: new Malformed(answer.shape() + ", redirected elsewhere");
	}

	private static Throttled throttled(RawAnswer answer) {
		return new Throttled(RetryAfter.of(answer.headers()));
	}

	private static Malformed malformed(RawAnswer answer, Envelope envelope) {
		return new Malformed(seen(answer, envelope));
	}

	private static String seen(RawAnswer answer, Envelope envelope) {
		return answer.shape() + ", keys " + envelope.keys();
	}

	private static String text(RawAnswer answer) {
		byte[] body = answer.body();
		return new String(body, 0, Math.min(body.length, TEXT_BYTES), StandardCharsets.ISO_8859_1)
			.toLowerCase(Locale.ROOT);
	}

}
