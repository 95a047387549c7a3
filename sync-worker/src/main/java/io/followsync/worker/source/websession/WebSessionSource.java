package io.followsync.worker.source.websession;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;

import io.followsync.credential.CredentialSubject;
import io.followsync.credential.WebSession;
import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.SourceKind;
import io.followsync.runtime.database.DatabaseWait;
import io.followsync.vault.CredentialOpener;
import io.followsync.vault.VaultException;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.ListSource;
import io.followsync.worker.source.SourceTraits;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * The lists as Instagram's web API shows them to a session, which the gateway sealed for
 * its job.
 */
@Component
record WebSessionSource(DatabaseClient database, CredentialOpener credentials,
		InstagramClient instagram) implements ListSource {

	private static final String SEALED_SESSION = """
			SELECT sealed FROM job_credentials WHERE job_id = :job
			""";

	private static final Duration MAX_WAIT = Duration.ofSeconds(10);

	@Override
	public SourceTraits traits() {
		return new SourceTraits(SourceTraits.Input.CREDENTIAL, EnumSet.allOf(SourceTraits.Ability.class), 5);
	}

	@Override
	public SourceKind kind() {
		return SourceKind.WEB_SESSION;
	}

	/**
	 * Fails if the job has no session, or one that was sealed for another job; with a
	 * {@link SourceNotReadyException} if it was sealed under a key that this replica does
	 * not have.
	 */
	@Override
	public Mono<ListReader> open(JobId job, @Nullable AccountId claimed) {
		return session(job).map((session) -> new WebSessionReader(this.instagram, session,
				Objects.requireNonNullElseGet(claimed, session::claimedAccount)));
	}

	private Mono<WebSession> session(JobId job) {
		Mono<byte[]> sealed = this.database.sql(SEALED_SESSION).bind("job", job.value()).mapValue(byte[].class).one();
		return DatabaseWait.atMost(MAX_WAIT, sealed)
			.switchIfEmpty(Mono.error(() -> new IllegalStateException("no credential is stored for job " + job)))
			.map((box) -> this.credentials.open(new CredentialSubject.OfJob(job), box))
			.onErrorMap(VaultException.UnknownKey.class, SourceNotReadyException::new);
	}

}
