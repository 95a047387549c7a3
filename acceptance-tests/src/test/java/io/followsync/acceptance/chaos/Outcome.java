package io.followsync.acceptance.chaos;

/** The required outcome of a job. */
enum Outcome {

	/** A result that matches the truth. */
	TRUTH,

	/** The truth or an admission: unconfirmed rows, or no result at all. */
	HONEST,

	/** No result, because a list is not proven complete. */
	INCOMPLETE,

	/** No result: the session was never accepted. */
	NOT_ACCEPTED,

	/** No result: the session has ended. */
	RECONNECT_NEEDED,

	/** No result: a person must act. */
	PERSON_NEEDED,

	/** No result: the answers have no known form. */
	MALFORMED_ANSWER,

	/** No result: Instagram was unreachable for too long. */
	UNAVAILABLE,

	/** The job waits, says why and until when, and can be cancelled. */
	WAITS

}
