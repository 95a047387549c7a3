package io.followsync.credential;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;

/** Whose credential a sealed value is. It opens only for the same subject. */
public sealed interface CredentialSubject {

	/** What the sealed bytes are bound to; differs between any two subjects. */
	default String binding() {
		return switch (this) {
			case OfJob(JobId job) -> job.toString();
			case OfAccount(AccountId account) -> "account:" + account;
		};
	}

	/** A credential that was submitted for one job and is deleted with it. */
	record OfJob(JobId job) implements CredentialSubject {
	}

	/** The kept credential of an account. */
	record OfAccount(AccountId account) implements CredentialSubject {
	}

}
