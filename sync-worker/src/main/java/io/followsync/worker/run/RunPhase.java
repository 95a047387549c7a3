package io.followsync.worker.run;

/** What a run is about, which decides its next step. */
enum RunPhase {

	/** An answer left in doubt whether the session is alive. */
	CHECKING_SESSION,

	/** A page is held, and nobody has said yet whose session read it. */
	IDENTIFYING_VIEWER,

	/** The sizes of the lists are requested, once, after the first page. */
	REQUESTING_COUNTS,

	/** A list has pages left to read. */
	READING,

	/** Both lists are read, and not judged. */
	JUDGING,

	/** The verdicts are reached; single members may be left to ask about. */
	CONCLUDING

}
