package io.followsync.worker.run;

/**
 * What a run is about, which selects its next step. Not the phase that is published,
 * which names the list being read, or is VERDICT when both have been read.
 */
enum RunPhase {

	/** The job reads no list: it asks whose session it is, and ends with the answer. */
	PROVING_ACCOUNT,

	/** The 401 that parked the job may mean that its session is dead. */
	CHECKING_SESSION,

	/** A page is withheld: nobody has said yet whose session read it. */
	IDENTIFYING_VIEWER,

	/** The source has answered; the declared counts are still to be requested. */
	REQUESTING_COUNTS,

	/** A list has pages left to read. */
	READING,

	/** Both lists have been read, and have no verdict yet. */
	JUDGING,

	/** The verdicts are reached; single members may be left to ask about. */
	CONCLUDING

}
