package io.followsync.credential;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;

/** Whose credential a sealed value is. It opens only for the same subject. */
public sealed interface CredentialSubject {

	/** What the sealed bytes are bound to; differs between any two subjects. */
	String binding();

	/** A credential that was submitted for one job and is deleted with it. */
	record OfJob(JobId job) implements CredentialSubject {

		@Override
		public String binding() {
			return this.job.toString();
		}

	}

	/** The kept credential of an account. */
	record OfAccount(AccountId account) implements CredentialSubject {

		@Override
		public String binding() {
			return "account:" + this.account;
		}

	}

}
