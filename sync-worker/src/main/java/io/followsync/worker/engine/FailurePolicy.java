package io.followsync.worker.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

import io.followsync.job.FailureKind;
import io.followsync.job.JobProgress.Failure;
import io.followsync.job.ListKind;
import io.followsync.worker.ledger.Cooldown;
import io.followsync.worker.ledger.Ending;
import io.followsync.worker.ledger.Wait;
import io.followsync.worker.source.SourceFailure;
import org.jspecify.annotations.Nullable;

/**
 * Decides by the kind of failure. What Instagram asked us to wait for is never asked
 * again at once, and a session that was never accepted is not tried twice.
 */
final class FailurePolicy {

	static final String NOT_ACCEPTED = "Instagram did not accept this session: check the two cookie values.";

	static final String RECONNECT = "Instagram ended this session: log in again and submit the new values.";

	static final String UNAVAILABLE = "Instagram could not be read for too long; try again later.";

	private static final double JITTER = 0.5;

	private static final int MAX_DOUBLINGS = 16;

	private static final int MALFORMED_TRIES = 2;

	private final FailureProperties properties;

	private final RandomGenerator random;

	FailurePolicy(FailureProperties properties, RandomGenerator random) {
		this.properties = properties;
		this.random = random;
	}

	Decision decide(SourceFailure failure, JobRun run) {
		return switch (failure) {
			case SourceFailure.Transient passing -> passing(run, passing);
			case SourceFailure.Throttled throttled -> cool(throttled.retryAfter(), "throttled", false);
			case SourceFailure.AmbiguousUnauthorized ambiguous -> ambiguous(run);
			case SourceFailure.SessionDead dead -> sessionDead(run);
			case SourceFailure.PersonNeeded person -> personNeeded(person.need());
			case SourceFailure.CursorRefused refused -> cursorRefused(run);
			case SourceFailure.Malformed malformed -> malformed(run, malformed);
			case SourceFailure.RequestRejected ours ->
				fail(FailureKind.INTERNAL, "Instagram refused the form of our request; this is a fault of Followsync.");
			case SourceFailure.Unreadable unreadable -> fail(FailureKind.UNREADABLE_EXPORT, unreadable.sentence());
		};
	}

	private Decision passing(JobRun run, SourceFailure.Transient failure) {
		int attempts = run.attempts().failuresLike(failure);
		if (attempts < this.properties.attempts()) {
			return new Decision.TryAgain(doubled(this.properties.backoff(), attempts - 1));
		}
		int retries = run.attempts().retries();
		if (retries >= this.properties.retries()) {
			return fail(FailureKind.UNAVAILABLE, UNAVAILABLE);
		}
		Duration wait = doubled(this.properties.retryAfter(), retries);
		Duration longest = this.properties.longestRetryAfter();
		return new Decision.Park(new Wait.ForRetry((wait.compareTo(longest) > 0) ? longest : wait));
	}

	/** For a request that was answered, but whose answer may be a passing fault. */
	Decision.Park repeatLater() {
		return new Decision.Park(new Wait.ForRetry(jittered(this.properties.retryAfter())));
	}

	// The first request after the pause is a look; if that is ambiguous, too, the session
	// counts as ended.
	private Decision ambiguous(JobRun run) {
		if (run.isUnconfirmed() && !run.isAnswered()) {
			return fail(FailureKind.NOT_ACCEPTED, NOT_ACCEPTED);
		}
		return run.isSessionSuspect() ? fail(FailureKind.RECONNECT_NEEDED, RECONNECT) : cool(null, "doubted", true);
	}

	private static Decision sessionDead(JobRun run) {
		return (run.isAnswered() || !run.isUnconfirmed()) ? fail(FailureKind.RECONNECT_NEEDED, RECONNECT)
				: fail(FailureKind.NOT_ACCEPTED, NOT_ACCEPTED);
	}

	private Decision personNeeded(SourceFailure.PersonNeeded.Need need) {
		String message = switch (need) {
			case CHALLENGE, CHECKPOINT ->
				"Instagram asks you to confirm that it is you: open Instagram, do what it asks, then submit again.";
			case ACTION_BLOCK ->
				"Instagram has blocked this account's actions for a while: wait a day, then submit again.";
			case MACHINE_BLOCK -> "Instagram takes these requests for a machine's: wait a day, then submit again.";
		};
		Duration pause = this.properties.person();
		Cooldown cooldown = new Cooldown(pause, pause.multipliedBy(4), Duration.ZERO, "person needed");
		return new Decision.Fail(new Ending.Failed(new Failure(FailureKind.PERSON_NEEDED, message), null, cooldown));
	}

	private static Decision cursorRefused(JobRun run) {
		ListKind list = run.progress().currentList();
		boolean first = list != null && run.progress().walk(list).isFirst();
		return first ? new Decision.WalkAnew() : new Decision.GiveListUp();
	}

	private Decision malformed(JobRun run, SourceFailure.Malformed failure) {
		int attempts = run.attempts().failuresLike(failure);
		return (attempts < MALFORMED_TRIES) ? new Decision.TryAgain(doubled(this.properties.backoff(), attempts))
				: fail(FailureKind.MALFORMED_ANSWER,
						"Instagram answered in a form that is not known: " + failure.shape());
	}

	private Decision cool(@Nullable Duration retryAfter, String reason, boolean sessionSuspect) {
		Duration longest = this.properties.longestThrottled();
		Duration asked = (retryAfter != null) ? retryAfter : Duration.ZERO;
		Duration least = (asked.compareTo(longest) > 0) ? longest : asked;
		Cooldown cooldown = new Cooldown(jittered(this.properties.throttled()), longest, least, reason);
		return new Decision.Park(new Wait.ForCooldown(cooldown, sessionSuspect));
	}

	static Decision.Fail fail(FailureKind kind, String message) {
		return new Decision.Fail(new Ending.Failed(new Failure(kind, message), null, null));
	}

	private Duration doubled(Duration base, int times) {
		return jittered(base.multipliedBy(1L << Math.clamp(times, 0, MAX_DOUBLINGS)));
	}

	private Duration jittered(Duration base) {
		return base.plusMillis((long) (base.toMillis() * JITTER * this.random.nextDouble()));
	}

}
