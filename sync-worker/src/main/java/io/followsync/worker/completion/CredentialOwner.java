package io.followsync.worker.completion;

/** Whose credential a job reads with, which decides what becomes of it at the end. */
public enum CredentialOwner {

	/** It was submitted for the job alone, and is deleted when the job ends. */
	JOB,

	/**
	 * It is the account's, and stays. Only jobs in the account's own lane read with it,
	 * and their ends say whether Instagram still accepts it.
	 */
	ACCOUNT

}
