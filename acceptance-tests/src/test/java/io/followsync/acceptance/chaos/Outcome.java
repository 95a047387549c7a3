package io.followsync.acceptance.chaos;

/** What a job must come to. */
enum Outcome {

	/** A result, and it is the truth. */
	TRUTH,

	/** The truth, or an admission: rows that are not confirmed, or no result at all. */
	HONEST,

	/** No result, because a list is not proven complete. */
	INCOMPLETE,

	/** No result: the session was never accepted. */
	NOT_ACCEPTED,

	/** No result: the session has ended. */
	RECONNECT_NEEDED,

	/** No result: a person must act. */
	PERSON_NEEDED,

	/** No result: answers of no known form. */
	MALFORMED_ANSWER,

	/** No result: unreachable for too long. */
	UNAVAILABLE,

	/** It waits and says why and until when, and can be cancelled. */
	WAITS

}
