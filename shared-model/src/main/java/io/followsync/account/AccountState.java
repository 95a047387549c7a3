package io.followsync.account;

/** The state of an account whose lists are kept. */
public enum AccountState {

	/** Its credential is stored, and Instagram accepted it last. */
	CONNECTED,

	/**
	 * Instagram no longer accepts its credential: it can be read again after a sign-in.
	 */
	RECONNECT_NEEDED,

	/** Disconnected by its owner, who keeps its history. It has no credential. */
	ARCHIVED,

	/** Disconnected by its owner, and removed with all its data within a day. */
	LEAVING

}
