package io.followsync.worker.completion.signin;

import io.followsync.job.JobId;
import io.followsync.job.JobKind;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.completion.JobCompletion;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

/**
 * Marks a sign-in as proven. What that gives to whoever began it is decided by the
 * gateway. A sign-in that was abandoned meanwhile stays so. An account has 20 that are
 * proven, and neither approved nor used, and a few more while several are proven at once;
 * one more ends the oldest.
 */
@Repository
class SignInCompletion implements JobCompletion {

	// The account that the answer was compared with, and no other.
	private static final String PROVE = """
			UPDATE sign_ins SET proven_at = deciding_time(), username = :username
			WHERE job_id = :job AND account_id = (SELECT claimed_user_id FROM jobs WHERE id = :job)""";

	// No more than an owner is shown at once. Whoever floods an account with sign-ins has
	// a session of it, so the newest stay: among them is the owner's, who has just begun.
	// Not one that was approved, nor one that somebody exchanges or approves right now.
	private static final String END_OLDEST = """
			DELETE FROM sign_ins WHERE id IN (
			  SELECT id FROM sign_ins WHERE id = ANY (ARRAY(
			    SELECT id FROM sign_ins
			     WHERE account_id = (SELECT claimed_user_id FROM jobs WHERE id = :job) AND proven_at IS NOT NULL AND used_at IS NULL
			       AND approved_at IS NULL AND expires_at > deciding_time()
			     ORDER BY proven_at DESC, id OFFSET :most))
			  FOR UPDATE SKIP LOCKED)""";

	private static final int MAX_UNUSED = 20;

	private final DatabaseClient database;

	SignInCompletion(DatabaseClient database) {
		this.database = database;
	}

	@Override
	public JobKind kind() {
		return JobKind.SIGN_IN;
	}

	@Override
	public boolean readsLists() {
		return false;
	}

	@Override
	public Mono<Void> end(JobId job, Ending ending) {
		return (ending instanceof Ending.Proven(String username)) ? prove(job, username) : Mono.empty();
	}

	private Mono<Void> prove(JobId job, @Nullable String username) {
		DatabaseClient.GenericExecuteSpec prove = this.database.sql(PROVE).bind("job", job.value());
		return ((username != null) ? prove.bind("username", username) : prove.bindNull("username", String.class)).then()
			.then(this.database.sql(END_OLDEST).bind("job", job.value()).bind("most", MAX_UNUSED).then());
	}

}
