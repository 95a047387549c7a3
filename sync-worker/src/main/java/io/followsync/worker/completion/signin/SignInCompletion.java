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
 * gateway. A sign-in that was abandoned meanwhile stays so.
 */
@Repository
class SignInCompletion implements JobCompletion {

	// The account that the answer was compared with, and no other.
	private static final String PROVE = """
			UPDATE sign_ins SET proven_at = deciding_time(), username = :username
			WHERE job_id = :job AND account_id = (SELECT claimed_user_id FROM jobs WHERE id = :job)""";

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
		return ((username != null) ? prove.bind("username", username) : prove.bindNull("username", String.class))
			.then();
	}

}
