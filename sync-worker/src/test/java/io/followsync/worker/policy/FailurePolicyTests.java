package io.followsync.worker.policy;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import io.followsync.job.AccountId;
import io.followsync.job.FailureKind;
import io.followsync.job.JobProgress.Failure;
import io.followsync.job.Lane;
import io.followsync.job.ListKind;
import io.followsync.worker.policy.FailurePolicy.Situation;
import io.followsync.worker.policy.Wait.Cooldown;
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
import io.followsync.worker.source.SourceFailure.Unreadable;
import io.followsync.worker.walk.ListWalk;
import io.followsync.worker.walk.WalkEnd;
import io.followsync.worker.walk.Walks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.Binder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The policy of every kind of failure, with the pauses as shipped. Jitter adds a quarter:
 * half of its most.
 */
class FailurePolicyTests {

	private static final FailurePolicy.Properties SHIPPED = new Binder().bindOrCreate("followsync.failures",
			FailurePolicy.Properties.class);

	private static final SourceFailure PASSING = new Transient("503");

	private static final SourceFailure THROTTLED = new Throttled(null);

	private static final SourceFailure AMBIGUOUS = new AmbiguousUnauthorized();

	private static final SourceFailure DEAD = new SessionDead("logged out");

	private static final SourceFailure REFUSED = new CursorRefused();

	private static final SourceFailure MALFORMED = new Malformed("200 text/html, 9 bytes");

	private static final Lane ACCOUNT = Lane.ofAccount(new AccountId(42));

	private static final Lane SESSION = Lane.ofSession(new byte[] { 1 });

	private static final ListWalk FOLLOWERS = ListWalk.start(ListKind.FOLLOWERS);

	private static final ListWalk FOLLOWING = ListWalk.start(ListKind.FOLLOWING);

	private static final Duration DAY = Duration.ofDays(1);

	static Stream<Arguments> passing() {
		return Stream.of(row("1st try", PASSING, run(), again("PT0.625S")),
				row("2nd try", PASSING, after(1, PASSING, run()), again("PT1.25S")),
				row("3rd try", PASSING, after(2, PASSING, run()), again("PT2.5S")),
				row("1st try after others that were malformed", PASSING, after(3, MALFORMED, run()), again("PT0.625S")),
				row("last try", PASSING, after(3, PASSING, run()), retry("PT18.75S")),
				row("last try of a new session", PASSING, after(3, PASSING, fresh()), retry("PT18.75S")),
				row("last try after 1 wait", PASSING, after(3, PASSING, parked(1)), retry("PT37.5S")),
				row("last try after 2 waits", PASSING, after(3, PASSING, parked(2)), retry("PT75S")),
				row("last try after 5 waits", PASSING, after(3, PASSING, parked(5)), retry("PT10M")),
				row("last try after 6 waits", PASSING, after(3, PASSING, parked(6)), retry("PT15M")),
				row("last try after 7 waits", PASSING, after(3, PASSING, parked(7)), retry("PT15M")),
				row("a try after 8 waits", PASSING, after(2, PASSING, parked(8)), again("PT2.5S")));
	}

	static Stream<Arguments> pauses() {
		return Stream.of(row("throttled", THROTTLED, run(), throttled(Duration.ZERO)),
				row("throttled before any answer", THROTTLED, fresh(), throttled(Duration.ZERO)),
				row("throttled again and again", THROTTLED, after(9, THROTTLED, parked(8)), throttled(Duration.ZERO)),
				row("throttled when checked", THROTTLED, sessionSuspect(ACCOUNT), throttled(Duration.ZERO)),
				row("throttled, Retry-After 90 s", new Throttled(Duration.ofSeconds(90)), run(),
						throttled(Duration.ofSeconds(90))),
				row("throttled, Retry-After 24 h", new Throttled(DAY), run(), throttled(DAY)),
				row("throttled, Retry-After 24 h and 1 s", new Throttled(DAY.plusSeconds(1)), run(), throttled(DAY)),
				row("ambiguous", AMBIGUOUS, run(), cooling("doubted", Duration.ZERO, true)),
				row("ambiguous on the first request in an account's lane", AMBIGUOUS, run(ACCOUNT, false),
						cooling("doubted", Duration.ZERO, true)),
				row("ambiguous before the session is confirmed", AMBIGUOUS, run(SESSION, true),
						cooling("doubted", Duration.ZERO, true)));
	}

	static Stream<Arguments> repetitions() {
		return Stream.of(row("malformed", MALFORMED, run(), again("PT1.25S")),
				row("malformed after tries that failed in passing", MALFORMED, after(3, PASSING, run()),
						again("PT1.25S")),
				row("cursor refused", REFUSED, run(), new Decision.WalkAgain()),
				row("cursor refused in the first walk of the second list", REFUSED,
						walking(FOLLOWERS.again().ending(WalkEnd.CLEAN), FOLLOWING), new Decision.WalkAgain()),
				row("cursor refused in a second walk", REFUSED, walking(FOLLOWERS.again(), FOLLOWING),
						new Decision.AbandonList()),
				row("cursor refused in the second walk of the second list", REFUSED,
						walking(FOLLOWERS.ending(WalkEnd.CLEAN), FOLLOWING.again()), new Decision.AbandonList()),
				row("cursor refused outside a walk", REFUSED,
						walking(FOLLOWERS.ending(WalkEnd.CLEAN), FOLLOWING.ending(WalkEnd.CLEAN)),
						new Decision.AbandonList()));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource({ "passing", "pauses", "repetitions" })
	void decidesByTheKindOfFailure(String name, SourceFailure failure, Situation run, Decision expected) {
		assertThat(decide(failure, run, middle())).isEqualTo(expected);
	}

	static Stream<Arguments> endings() {
		return Stream.of(
				row("passing, no wait left", PASSING, after(3, PASSING, parked(8)), FailureKind.UNAVAILABLE,
						FailurePolicy.LISTS_UNAVAILABLE),
				row("passing, no wait left for a sign-in", PASSING, after(3, PASSING, signingIn(8)),
						FailureKind.UNAVAILABLE, FailurePolicy.VIEWER_UNAVAILABLE),
				row("malformed again", MALFORMED, after(1, MALFORMED, run()), FailureKind.MALFORMED_ANSWER,
						"not known: 200 text/html, 9 bytes"),
				row("ambiguous on the first request", AMBIGUOUS, fresh(), FailureKind.NOT_ACCEPTED,
						FailurePolicy.NOT_ACCEPTED),
				row("ambiguous when checked", AMBIGUOUS, sessionSuspect(ACCOUNT), FailureKind.RECONNECT_NEEDED,
						FailurePolicy.RECONNECT),
				row("ambiguous when checked of an unconfirmed session", AMBIGUOUS, sessionSuspect(SESSION),
						FailureKind.RECONNECT_NEEDED, FailurePolicy.RECONNECT),
				row("dead on the first request", DEAD, fresh(), FailureKind.NOT_ACCEPTED, FailurePolicy.NOT_ACCEPTED),
				row("dead before the session is confirmed", DEAD, run(SESSION, true), FailureKind.RECONNECT_NEEDED,
						FailurePolicy.RECONNECT),
				row("dead on the first request in an account's lane", DEAD, run(ACCOUNT, false),
						FailureKind.RECONNECT_NEEDED, FailurePolicy.RECONNECT),
				row("dead", DEAD, run(), FailureKind.RECONNECT_NEEDED, FailurePolicy.RECONNECT),
				row("ours", new RequestRejected("bad count"), run(), FailureKind.INTERNAL, "a fault of Followsync"),
				row("ours on the first request", new RequestRejected("bad count"), fresh(), FailureKind.INTERNAL,
						"a fault of Followsync"),
				row("unreadable",
						new Unreadable(new Failure(FailureKind.UNREADABLE_EXPORT, "HTML.", "Export as JSON.")), run(),
						FailureKind.UNREADABLE_EXPORT, "HTML. Export as JSON."));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("endings")
	void failsWithAReasonAndNoCooldown(String name, SourceFailure failure, Situation run, FailureKind kind,
			String words) {
		assertThatItFails(failure, run, kind, words, null);
	}

	static Stream<Arguments> persons() {
		return Stream.of(arguments(Need.CHALLENGE, run(), "Open Instagram and do what it asks"),
				arguments(Need.CHALLENGE, fresh(), "Open Instagram and do what it asks"),
				arguments(Need.CHECKPOINT, run(), "Open Instagram and do what it asks"),
				arguments(Need.ACTION_BLOCK, run(), "blocked this account's actions for a while. Wait a day"),
				arguments(Need.MACHINE_BLOCK, run(), "blocked these requests as automated. Wait a day"));
	}

	@ParameterizedTest(name = "{0}: {2}")
	@MethodSource("persons")
	void coolsTheLaneDownForHoursWhenAPersonMustAct(Need need, Situation run, String words) {
		assertThatItFails(new PersonNeeded(need), run, FailureKind.PERSON_NEEDED, words,
				new Cooldown(Duration.ofHours(12), Duration.ofHours(48), Duration.ZERO, "person needed"));
	}

	@ParameterizedTest
	@CsvSource({ "0, PT0.5S, PT15S, PT15M", "-1, PT0.749S, PT22.499S, PT22M29.999S" })
	void jitterAddsUpToHalfOfAPause(long draw, Duration again, Duration retry, Duration cooldown) {
		assertThat(decide(PASSING, run(), () -> draw)).isEqualTo(new Decision.TryAgain(again));
		assertThat(decide(PASSING, after(3, PASSING, run()), () -> draw))
			.isEqualTo(new Decision.Park(new Wait.ForRetry(retry)));
		assertThat(decide(THROTTLED, run(), () -> draw)).isEqualTo(new Decision.Park(
				new Wait.ForCooldown(new Cooldown(cooldown, DAY, Duration.ZERO, "throttled"), false)));
	}

	@Test
	void everyKindOfFailureHasARow() {
		Stream<SourceFailure> ofTheTables = Stream.of(passing(), pauses(), repetitions(), endings())
			.flatMap((rows) -> rows)
			.map((row) -> (SourceFailure) row.get()[1]);
		Stream<SourceFailure> ofPersons = persons().map((row) -> new PersonNeeded((Need) row.get()[0]));

		assertThat(Stream.concat(ofTheTables, ofPersons).map(SourceFailure::word).distinct())
			.containsExactlyInAnyOrderElementsOf(SourceFailure.WORDS);
	}

	private static void assertThatItFails(SourceFailure failure, Situation run, FailureKind kind, String words,
			@Nullable Cooldown cooldown) {
		assertThat(decide(failure, run, middle())).isInstanceOfSatisfying(Decision.Fail.class, (fail) -> {
			assertThat(fail.failure().kind()).isEqualTo(kind);
			assertThat(fail.failure().message() + " " + fail.failure().advice()).contains(words);
			assertThat(fail.cooldown()).isEqualTo(cooldown);
		});
	}

	private static Decision decide(SourceFailure failure, Situation run, RandomGenerator random) {
		run.attempts().countFailure(failure);
		return new FailurePolicy(SHIPPED, random).decide(failure, run);
	}

	private static RandomGenerator middle() {
		return () -> 1L << 63;
	}

	private static Arguments row(String name, SourceFailure failure, Situation run, Decision expected) {
		return arguments(name, failure, run, expected);
	}

	private static Arguments row(String name, SourceFailure failure, Situation run, FailureKind kind, String words) {
		return arguments(name, failure, run, kind, words);
	}

	private static Decision again(String pause) {
		return new Decision.TryAgain(Duration.parse(pause));
	}

	private static Decision retry(String wait) {
		return new Decision.Park(new Wait.ForRetry(Duration.parse(wait)));
	}

	private static Decision throttled(Duration least) {
		return cooling("throttled", least, false);
	}

	private static Decision cooling(String reason, Duration least, boolean sessionSuspect) {
		return new Decision.Park(
				new Wait.ForCooldown(new Cooldown(Duration.parse("PT18M45S"), DAY, least, reason), sessionSuspect));
	}

	/** A run whose session was confirmed and answered. */
	private static Situation run() {
		return run(ACCOUNT, true);
	}

	/** A run before its first request, with a session that nobody has confirmed. */
	private static Situation fresh() {
		return run(SESSION, false);
	}

	private static Situation run(Lane lane, boolean answered) {
		return run(lane, answered, false, 0, new Walks(FOLLOWERS, FOLLOWING));
	}

	private static Situation sessionSuspect(Lane lane) {
		return run(lane, true, true, 0, new Walks(FOLLOWERS, FOLLOWING));
	}

	private static Situation parked(int retries) {
		return run(ACCOUNT, true, false, retries, new Walks(FOLLOWERS, FOLLOWING));
	}

	private static Situation walking(ListWalk followers, ListWalk following) {
		return run(ACCOUNT, true, false, 0, new Walks(followers, following));
	}

	/** A run whose current request has failed like this before. */
	private static Situation after(int times, SourceFailure failure, Situation run) {
		for (int i = 0; i < times; i++) {
			run.attempts().countFailure(failure);
		}
		return run;
	}

	private static Situation run(Lane lane, boolean answered, boolean sessionSuspect, int retries, Walks walks) {
		ListKind list = walks.firstUnfinished();
		return new Situation(new Attempts(retries), lane.isUnconfirmed(), answered, sessionSuspect,
				list != null && walks.of(list).isFirst(), true);
	}

	private static Situation signingIn(int retries) {
		return new Situation(new Attempts(retries), true, false, false, false, false);
	}

}
