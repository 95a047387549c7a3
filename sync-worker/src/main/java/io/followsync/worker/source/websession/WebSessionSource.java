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
 * its job, or for the account that it keeps.
 */
@Component
record WebSessionSource(DatabaseClient database, CredentialOpener credentials,
		InstagramClient instagram) implements ListSource {

	private static final String SESSION_OF_JOB = """
			SELECT sealed FROM job_credentials WHERE job_id = :subject""";

	private static final String SESSION_OF_ACCOUNT = """
			SELECT sealed FROM account_credentials WHERE account_id = :subject""";

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
		return sealed(SESSION_OF_JOB, job.value())
			.switchIfEmpty(Mono.error(() -> new IllegalStateException("no credential is stored for job " + job)))
			.flatMap((sealed) -> session(new CredentialSubject.OfJob(job), sealed))
			.map((session) -> new WebSessionReader(this.instagram, session,
					Objects.requireNonNullElseGet(claimed, session::claimedAccount)));
	}

	/** Fails as {@link #open} does if what is kept was not sealed for this account. */
	@Override
	public Mono<ListReader> openForAccount(AccountId account) {
		return sealed(SESSION_OF_ACCOUNT, account.value()).switchIfEmpty(Mono.error(NotConnectedException::new))
			.flatMap((sealed) -> session(new CredentialSubject.OfAccount(account), sealed))
			.map((session) -> new WebSessionReader(this.instagram, session, account));
	}

	private Mono<byte[]> sealed(String sql, Object subject) {
		return DatabaseWait.atMost(MAX_WAIT,
				this.database.sql(sql).bind("subject", subject).mapValue(byte[].class).one());
	}

	private Mono<WebSession> session(CredentialSubject subject, byte[] sealed) {
		return Mono.fromSupplier(() -> this.credentials.open(subject, sealed))
			.onErrorMap(VaultException.UnknownKey.class, SourceNotReadyException::new);
	}

}
