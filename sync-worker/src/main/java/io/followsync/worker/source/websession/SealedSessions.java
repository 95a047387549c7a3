package io.followsync.worker.source.websession;

import java.time.Duration;

import io.followsync.job.JobId;
import io.followsync.runtime.database.DatabaseWait;
import io.followsync.session.WebSession;
import io.followsync.vault.CredentialOpener;
import io.followsync.vault.UnknownKeyException;
import io.followsync.worker.source.SourceNotReadyException;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The sessions of jobs, as the gateway sealed them.
 */
final class SealedSessions {

	private static final String SEALED = """
			SELECT sealed FROM job_credentials WHERE job_id = :job
			""";

	private static final Duration MAX_WAIT = Duration.ofSeconds(10);

	private final DatabaseClient database;

	private final CredentialOpener credentials;

	SealedSessions(DatabaseClient database, CredentialOpener credentials) {
		this.database = database;
		this.credentials = credentials;
	}

	/**
	 * Fails if the job has none, or if it was not sealed for this job; with a
	 * {@link SourceNotReadyException} if it was sealed under a key that this replica does
	 * not have.
	 */
	Mono<WebSession> of(JobId job) {
		Mono<byte[]> sealed = this.database.sql(SEALED).bind("job", job.value()).mapValue(byte[].class).one();
		return DatabaseWait.atMost(MAX_WAIT, sealed)
			.switchIfEmpty(Mono.error(() -> new IllegalStateException("no credential is stored for job " + job)))
			.map((box) -> this.credentials.open(job, box))
			.onErrorMap(UnknownKeyException.class, SourceNotReadyException::new);
	}

}
