package io.followsync.history;

/** What the system or the owner did with an account. */
public enum ActivityKind {

	/** The owner asked for a sync. */
	SYNC_REQUESTED,

	/** The owner asked to cancel a sync that had not ended. */
	SYNC_CANCEL_REQUESTED,

	/** A sync changed the history. */
	SYNC_COMPLETED,

	/** A sync ended without a result. */
	SYNC_FAILED,

	/** A sync ended because somebody asked for that. */
	SYNC_CANCELLED,

	/** A browser was signed in by a session of the account. */
	SIGNED_IN,

	/** The account is read from now on. */
	CONNECTED,

	/** Instagram no longer accepts the account's credential. */
	RECONNECT_NEEDED,

	/** The account has another owner from now on. */
	OWNER_CHANGED,

	/** The owner approved a sign-in of another browser to the account. */
	SIGN_IN_APPROVED,

	/** The owner refused one. */
	SIGN_IN_REFUSED,

	/** The owner signed out one of their browsers. */
	SIGNED_OUT,

	/** A browser was signed out because its cookie had been copied. */
	SESSION_COPIED,

	/** The browser longest unused was signed out, as there were too many. */
	SESSION_DISPLACED,

	TOKEN_CREATED, TOKEN_RENEWED, TOKEN_REVOKED,

	/** The owner disconnected the account and kept its history. */
	ARCHIVED,

	/** The owner disconnected the account, and its history is to be deleted. */
	REMOVAL_SCHEDULED,

	WHITELIST_CHANGED

}
