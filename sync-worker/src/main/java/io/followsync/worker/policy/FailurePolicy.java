package io.followsync.worker.policy;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import io.followsync.job.FailureKind;
import io.followsync.job.JobProgress.Failure;
import io.followsync.worker.policy.Wait.Cooldown;
import io.followsync.worker.source.SourceFailure;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Decides by the kind of failure. What Instagram asked us to wait for is never asked
 * again at once, and a session that was never accepted is not tried twice.
 */
public final class FailurePolicy {

	static final String NOT_ACCEPTED = "Instagram did not accept this session: "
			+ "a value is wrong, or the session is over.";

	public static final String RECONNECT = "Instagram no longer accepts this session, which worked before.";

	static final String LISTS_UNAVAILABLE = "Followsync tried for too long to read the lists from Instagram.";

	static final String VIEWER_UNAVAILABLE = "Followsync tried for too long to learn from Instagram whose session this is.";

	private static final String WAIT_A_DAY = "Wait a day, then start again.";

	private static final double JITTER = 0.5;

	private static final int MAX_DOUBLINGS = 16;

	private static final int MAX_MALFORMED_ATTEMPTS = 2;

	private final Properties properties;

	private final RandomGenerator random;

	public FailurePolicy(Properties properties, RandomGenerator random) {
		this.properties = properties;
		this.random = random;
	}

	public Decision decide(SourceFailure failure, Situation run) {
		return switch (failure) {
			case SourceFailure.Transient passing -> transientFailure(run, passing);
			case SourceFailure.Throttled throttled -> cool(throttled.retryAfter(), "throttled", false);
			case SourceFailure.AmbiguousUnauthorized ambiguous -> ambiguous(run);
			case SourceFailure.SessionDead dead -> sessionDead(run);
			case SourceFailure.PersonNeeded person -> personNeeded(person.need());
			case SourceFailure.CursorRefused refused -> cursorRefused(run);
			case SourceFailure.Malformed malformed -> malformed(run, malformed);
			case SourceFailure.RequestRejected ours -> fail(FailureKind.INTERNAL,
					"Instagram rejected a request. This is a fault of Followsync, or Instagram has changed.");
			case SourceFailure.Unreadable unreadable -> new Decision.Fail(unreadable.failure(), null);
		};
	}

	private Decision transientFailure(Situation run, SourceFailure.Transient failure) {
		int attempts = run.attempts().failuresLike(failure);
		if (attempts < this.properties.attempts()) {
			return new Decision.TryAgain(doubled(this.properties.backoff(), attempts - 1));
		}
		int retries = run.attempts().retries();
		if (retries >= this.properties.retries()) {
			return fail(FailureKind.UNAVAILABLE, unavailable(run.readsLists()));
		}
		Duration wait = doubled(this.properties.retryAfter(), retries);
		Duration longest = this.properties.maxRetryAfter();
		return new Decision.Park(new Wait.ForRetry((wait.compareTo(longest) > 0) ? longest : wait));
	}

	/** What a job that was tried for too long did not get. */
	public static String unavailable(boolean readsLists) {
		return readsLists ? LISTS_UNAVAILABLE : VIEWER_UNAVAILABLE;
	}

	/** For a request that was answered, but whose answer may be a transient fault. */
	public Decision.Park retryLater() {
		return new Decision.Park(new Wait.ForRetry(jittered(this.properties.retryAfter())));
	}

	// The first request after the pause checks the session; if its answer is ambiguous,
	// too, the session counts as ended.
	private Decision ambiguous(Situation run) {
		if (run.unconfirmed() && !run.answered()) {
			return fail(FailureKind.NOT_ACCEPTED, NOT_ACCEPTED);
		}
		return run.sessionSuspect() ? fail(FailureKind.RECONNECT_NEEDED, RECONNECT) : cool(null, "doubted", true);
	}

	private static Decision sessionDead(Situation run) {
		return (run.answered() || !run.unconfirmed()) ? fail(FailureKind.RECONNECT_NEEDED, RECONNECT)
				: fail(FailureKind.NOT_ACCEPTED, NOT_ACCEPTED);
	}

	private Decision personNeeded(SourceFailure.PersonNeeded.Need need) {
		Failure failure = switch (need) {
			case CHALLENGE, CHECKPOINT ->
				personNeeded("Instagram asks you to confirm that it is you.", FailureKind.PERSON_NEEDED.advice());
			case ACTION_BLOCK -> personNeeded("Instagram has blocked this account's actions for a while.", WAIT_A_DAY);
			case MACHINE_BLOCK -> personNeeded("Instagram has blocked these requests as automated.", WAIT_A_DAY);
		};
		Duration pause = this.properties.person();
		Cooldown cooldown = new Cooldown(pause, pause.multipliedBy(4), Duration.ZERO, "person needed");
		return new Decision.Fail(failure, cooldown);
	}

	private static Failure personNeeded(String reason, String advice) {
		return new Failure(FailureKind.PERSON_NEEDED, reason, advice);
	}

	private static Decision cursorRefused(Situation run) {
		return run.firstWalk() ? new Decision.WalkAgain() : new Decision.AbandonList();
	}

	private Decision malformed(Situation run, SourceFailure.Malformed failure) {
		int attempts = run.attempts().failuresLike(failure);
		return (attempts < MAX_MALFORMED_ATTEMPTS) ? new Decision.TryAgain(doubled(this.properties.backoff(), attempts))
				: fail(FailureKind.MALFORMED_ANSWER,
						"Instagram answered in a form that is not known: " + failure.shape());
	}

	private Decision cool(@Nullable Duration retryAfter, String reason, boolean sessionSuspect) {
		Duration longest = this.properties.maxThrottled();
		Duration asked = (retryAfter != null) ? retryAfter : Duration.ZERO;
		Duration least = (asked.compareTo(longest) > 0) ? longest : asked;
		Cooldown cooldown = new Cooldown(jittered(this.properties.throttled()), longest, least, reason);
		return new Decision.Park(new Wait.ForCooldown(cooldown, sessionSuspect));
	}

	private static Decision.Fail fail(FailureKind kind, String message) {
		return new Decision.Fail(new Failure(kind, message), null);
	}

	private Duration doubled(Duration base, int times) {
		return jittered(base.multipliedBy(1L << Math.clamp(times, 0, MAX_DOUBLINGS)));
	}

	private Duration jittered(Duration base) {
		return base.plusMillis((long) (base.toMillis() * JITTER * this.random.nextDouble()));
	}

	/**
	 * What the policy must know of the run whose request failed.
	 *
	 * @param unconfirmed whether Instagram has not said yet whose session it is
	 * @param answered whether the source ever delivered anything to this job
	 * @param sessionSuspect whether the last answer left in doubt that the session is
	 * alive
	 * @param firstWalk whether the current list is walked for the first time; false if
	 * none is being read
	 * @param readsLists whether the job is to read lists, and not only to learn whose
	 * session it is
	 */
	public record Situation(Attempts attempts, boolean unconfirmed, boolean answered, boolean sessionSuspect,
			boolean firstWalk, boolean readsLists) {
	}

	/**
	 * How patient the engine is with a failing source. The pauses of a lane double each
	 * time; their order (throttle below action block) and size follow the most careful of
	 * the recorded clients.
	 *
	 * @param attempts immediate attempts at one request before the job is parked
	 * @param backoff pause before the second attempt; doubles
	 * @param retries times a job is parked for transient failures before it fails
	 * @param retryAfter the first wait of a job that is parked for a transient failure;
	 * doubles
	 * @param maxRetryAfter the longest wait of a job that is parked for a transient
	 * failure
	 * @param throttled the first pause of a lane that is asked to wait
	 * @param maxThrottled the longest pause of a lane that is asked to wait
	 * @param person the first pause of a lane that waits for a person
	 */
	@Validated
	@ConfigurationProperties("followsync.failures")
	public record Properties(@DefaultValue("4") @Min(1) int attempts, @DefaultValue("500ms") Duration backoff,
			@DefaultValue("8") @Min(0) int retries, @DefaultValue("15s") Duration retryAfter,
			@DefaultValue("15m") Duration maxRetryAfter, @DefaultValue("15m") Duration throttled,
			@DefaultValue("24h") Duration maxThrottled, @DefaultValue("12h") Duration person) {

		public Properties {
			if (!Stream.of(backoff, retryAfter, maxRetryAfter, throttled, maxThrottled, person)
				.allMatch(Duration::isPositive)) {
				throw new IllegalArgumentException("followsync.failures: every time must be positive");
			}
		}

	}

}
