package io.followsync.job;

/**
 * Why a job failed, as stored and shown. Sources report finer outcomes; each source's
 * policy maps them to these.
 */
public enum FailureKind {

	/** The session was never accepted: the two values need checking. */
	NOT_ACCEPTED,

	/** The session worked, then stopped working: log in again. */
	RECONNECT_NEEDED,

	/** Instagram requires a person to act: challenge, checkpoint, block. */
	PERSON_NEEDED,

	/** Instagram answered in an unknown format. */
	MALFORMED_ANSWER,

	/** Instagram could not be reached, or failed, for too long. */
	UNAVAILABLE,

	/** The lists are not proven complete. */
	INCOMPLETE,

	/** The uploaded export cannot be read. */
	UNREADABLE_EXPORT,

	/** A fault in this product, or a change at Instagram that it does not know yet. */
	INTERNAL

}
