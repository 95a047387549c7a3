package io.followsync.job;

/**
 * Why a job failed, as stored and shown. What a source reports is finer; its policy
 * decides which of these a caller sees.
 */
public enum FailureKind {

	/** The session was never accepted: the two values need checking. */
	NOT_ACCEPTED,

	/** The session worked and died: log in again. */
	RECONNECT_NEEDED,

	/** Instagram asks a person to act: challenge, checkpoint, block. */
	PERSON_NEEDED,

	/** Instagram answered in a shape that is not known. */
	MALFORMED_ANSWER,

	/** Instagram could not be reached, or failed, for too long. */
	UNAVAILABLE,

	/** The lists are not proven complete. */
	INCOMPLETE,

	/** The uploaded export cannot be read. */
	UNREADABLE_EXPORT,

	/** A fault of this product, or a change of Instagram's that it does not know yet. */
	INTERNAL

}
