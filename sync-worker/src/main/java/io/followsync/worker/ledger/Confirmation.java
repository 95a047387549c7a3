package io.followsync.worker.ledger;

/**
 * The outcome of joining an account's lane.
 */
public enum Confirmation {

	/** The job is in the account's lane. */
	MOVED,

	/** Another job holds the account's lane; nothing has changed. */
	HELD,

	/** The account's lane is cooling down; nothing has changed. */
	COOLING

}
