package io.followsync.worker.run;

import java.time.Duration;
import java.util.stream.Stream;

import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.worker.policy.FailurePolicy;
import io.followsync.worker.source.SourceFailure;
import io.followsync.worker.source.SourceFailure.PersonNeeded.Need;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Jobs that only ask whose session it is. */
class SignInTests extends AbstractEngineTests {

	private static final String WHO_AM_I = "WHO_AM_I";

	private static final SourceFailure THROTTLED = new SourceFailure.Throttled(null);

	private final JobId job = this.harness.database.queueSignIn(ACCOUNT);

	@Test
	void provesItsAccountWithOneRequest() {
		this.harness.engine(this.source);

		this.harness.await(this.job, "COMPLETED");

		assertThat(isProven()).isTrue();
		assertThat(this.harness.database.value("SELECT username FROM sign_ins")).isEqualTo("anna");
		assertThat(this.source.requests()).containsExactly(WHO_AM_I);
		assertThat(this.harness.database.value("SELECT lane FROM jobs")).startsWith("s:");
		assertThat(this.harness.database.value("SELECT count(*) FROM job_credentials")).isEqualTo("0");
		assertThat(this.harness.published).extracting(JobProgress::phase).containsOnlyNulls();
	}

	@Test
	void oneMoreThanAnAccountMayHaveUnusedEndsTheOldest() {
		this.harness.database.execute(
				"""
						INSERT INTO sign_ins (id, secret_hash, job_id, account_id, sealed, code, expires_at, proven_at, approved_at, used_at)
						SELECT gen_random_uuid(), int4send(n), gen_random_uuid(), %d, '', 'old ' || n, deciding_time() + interval '1 hour',
						  deciding_time() - n * interval '1 s', CASE n WHEN 30 THEN deciding_time() END, CASE n WHEN 31 THEN deciding_time() END
						  FROM generate_series(1, 31) n"""
					.formatted(ACCOUNT));
		this.harness.engine(this.source);

		this.harness.await(this.job, "COMPLETED");

		assertThat(this.harness.database.value("SELECT count(*) FROM sign_ins")).isEqualTo("22");
		assertThat(this.harness.database.value("SELECT string_agg(code, ',' ORDER BY proven_at DESC) FROM sign_ins"))
			.startsWith("code,old 1,")
			.endsWith(",old 19,old 30,old 31");
	}

	@Test
	void countsAgainstTheBudgetOfTheProvenAccount() {
		this.harness.budget(10, 1).engine(this.source);

		this.harness.await(this.job, "COMPLETED");

		assertThat(this.harness.database
			.value("SELECT round(tokens::numeric) FROM token_buckets WHERE name = 'a:%d'".formatted(ACCOUNT)))
			.isEqualTo("9");
	}

	@Test
	void aSessionOfAnotherAccountProvesNothing() {
		this.harness.engine(this.source.readBy(ACCOUNT + 1));

		assertThatItFailsWith("NOT_ACCEPTED", 1);

		assertThat(this.harness.database.value("SELECT failure_message FROM jobs")).isEqualTo(Identity.SOMEBODY_ELSE);
		assertThat(this.harness.database.value("SELECT count(*) FROM token_buckets WHERE name LIKE 'a:%'"))
			.isEqualTo("0");
	}

	@Test
	void aSessionOfWhichNobodySaysWhoseItIsProvesNothing() {
		this.harness.engine(this.source.knowingNobody());

		assertThatItFailsWith("MALFORMED_ANSWER", 1);

		assertThat(this.harness.database.value("SELECT failure_message FROM jobs")).isEqualTo(Identity.NOT_NAMED);
	}

	static Stream<Arguments> failures() {
		return Stream.of(arguments(new SourceFailure.SessionDead("logged out"), 1, "NOT_ACCEPTED"),
				arguments(new SourceFailure.AmbiguousUnauthorized(), 1, "NOT_ACCEPTED"),
				arguments(new SourceFailure.PersonNeeded(Need.CHALLENGE), 1, "PERSON_NEEDED"),
				arguments(new SourceFailure.Malformed("text/html"), 2, "MALFORMED_ANSWER"),
				arguments(new SourceFailure.CursorRefused(), 1, "MALFORMED_ANSWER"),
				arguments(new SourceFailure.Transient("503"), 6, "UNAVAILABLE"));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void failsAsTheFailedRequestSays(SourceFailure failure, int requests, String kind) {
		this.harness.engine(this.source.refusing(WHO_AM_I, failure, 9));

		assertThatItFailsWith(kind, requests);
	}

	@Test
	void tooLongATrySpeaksOfNoLists() {
		this.harness.engine(this.source.refusing(WHO_AM_I, new SourceFailure.Transient("503"), 9));

		this.harness.await(this.job, "FAILED");

		assertThat(this.harness.database.value("SELECT failure_message FROM jobs"))
			.isEqualTo(FailurePolicy.unavailable(false));
	}

	@Test
	void resumesAfterItsSessionsCooldown() {
		this.harness.engine(this.source.refusing(WHO_AM_I, THROTTLED, 1));
		this.harness.await(this.job, "PARKED");
		assertThat(this.harness.database.value("SELECT wait_reason FROM jobs")).isEqualTo("COOLDOWN");

		this.harness.database.shiftTime(Duration.ofMinutes(16));

		this.harness.await(this.job, "COMPLETED");
		assertThat(isProven()).isTrue();
		assertThat(this.source.requests()).containsExactly(WHO_AM_I, WHO_AM_I);
	}

	@Test
	void anotherWorkerProvesWhatADeadOneHeld() {
		ScriptedSource hanging = new ScriptedSource().silentAt(WHO_AM_I);
		this.harness.impatient().engine(hanging, 1);
		Awaitility.await().until(() -> hanging.requests().contains(WHO_AM_I));

		this.harness.database.execute("UPDATE jobs SET lease_until = deciding_time(), fence = fence + 1");
		this.harness.engine(this.source);

		this.harness.await(this.job, "COMPLETED");
		assertThat(isProven()).isTrue();
	}

	@Test
	void isCancelledWhenItsRequestIsThrottled() {
		Sinks.Empty<Void> cancelled = Sinks.empty();
		this.harness.engine(this.source.refusing(WHO_AM_I, THROTTLED, 1).holding(WHO_AM_I, cancelled.asMono()));
		Awaitility.await().until(() -> this.source.requests().contains(WHO_AM_I));

		this.harness.database.execute("UPDATE jobs SET cancel_requested = true");
		cancelled.tryEmitEmpty();

		this.harness.await(this.job, "CANCELLED");
		assertThat(isProven()).isFalse();
	}

	@Test
	void provesNothingIfCancelledWhileItsRequestIsInFlight() {
		Sinks.Empty<Void> cancelled = Sinks.empty();
		this.harness.engine(this.source.holding(WHO_AM_I, cancelled.asMono()));
		Awaitility.await().until(() -> this.source.requests().contains(WHO_AM_I));

		this.harness.database.execute("UPDATE jobs SET cancel_requested = true");
		cancelled.tryEmitEmpty();

		this.harness.await(this.job, "CANCELLED");
		assertThat(isProven()).isFalse();
		assertThat(this.harness.database.value("SELECT count(*) FROM job_credentials")).isEqualTo("0");
	}

	@Test
	void doesNotWaitForASyncOfItsAccount() {
		Sinks.Empty<Void> signedIn = Sinks.empty();
		this.harness.database.connect(ACCOUNT);
		JobId sync = this.harness.database.queueSync(ACCOUNT);
		this.harness.engine(this.source.holding("FOLLOWERS#2", signedIn.asMono()));
		Awaitility.await().until(() -> this.source.requests().contains("FOLLOWERS#2"));

		JobId later = this.harness.database.queueSignIn(ACCOUNT);
		this.harness.await(later, "COMPLETED");

		assertThat(this.harness.state(sync)).isEqualTo("RUNNING");
		signedIn.tryEmitEmpty();
		this.harness.await(sync, "COMPLETED");
	}

	@Test
	void provesNothingOnceAbandoned() {
		this.harness.database.execute("DELETE FROM sign_ins");
		this.harness.engine(this.source);

		this.harness.await(this.job, "COMPLETED");

		assertThat(this.harness.database.value("SELECT count(*) FROM sign_ins")).isEqualTo("0");
	}

	@Test
	void provesOnlyTheAccountThatWasAskedFor() {
		this.harness.database.execute("UPDATE sign_ins SET account_id = account_id + 1");
		this.harness.engine(this.source);

		this.harness.await(this.job, "COMPLETED");

		assertThat(isProven()).isFalse();
	}

	private void assertThatItFailsWith(String kind, int requests) {
		this.harness.await(this.job, "FAILED");
		assertThat(this.harness.failure(this.job)).isEqualTo(kind);
		assertThat(isProven()).isFalse();
		assertThat(this.source.requests()).hasSize(requests).containsOnly(WHO_AM_I);
	}

	private boolean isProven() {
		return Boolean.parseBoolean(this.harness.database.value("SELECT proven_at IS NOT NULL FROM sign_ins"));
	}

}
