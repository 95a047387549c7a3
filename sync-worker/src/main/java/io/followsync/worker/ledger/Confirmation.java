package io.followsync.worker.ledger;

/**
 * What came of joining the lane of an account.
 */
public enum Confirmation {

	/** The job is in the account's lane. */
	MOVED,

	/** Another job of the account is started; nothing has changed. */
	HELD,

	/** The account cools down; nothing has changed. */
	COOLING

}
