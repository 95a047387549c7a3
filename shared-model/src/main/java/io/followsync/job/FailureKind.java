package io.followsync.job;

/**
 * Why a job failed, as stored and shown. Sources report finer outcomes; each source's
 * policy maps them to these.
 */
public enum FailureKind {

	/** The session was never accepted: the two values need checking. */
	NOT_ACCEPTED("Check that you are logged in to Instagram in that browser, copy both values again, and start again."),

	/** The session worked, then stopped working: log in again. */
	RECONNECT_NEEDED("Log in to Instagram again, copy both values again, and start again."),

	/** Instagram requires a person to act: challenge, checkpoint, block. */
	PERSON_NEEDED("Open Instagram and do what it asks there. Then start again."),

	/** Instagram answered in an unknown format. */
	MALFORMED_ANSWER(
			"Try again later. If it happens again, Instagram has changed something and Followsync needs an update."),

	/** Instagram could not be reached, or failed, for too long. */
	UNAVAILABLE("Start again later: nothing is wrong with your values."),

	/** The lists are not proven complete. */
	INCOMPLETE("Wait a few hours and start again, or upload a data export that covers all time."),

	/** The uploaded export cannot be read. */
	UNREADABLE_EXPORT(
			"Ask Instagram for the export again, in the format JSON and for all time, and upload the ZIP unchanged."),

	/** A fault in this product, or a change at Instagram that it does not know yet. */
	INTERNAL("Start again. If it happens again, tell the operator of this service when it happened.");

	private final String advice;

	FailureKind(String advice) {
		this.advice = advice;
	}

	/** What the owner of the job can do, unless the failure says it more exactly. */
	public String advice() {
		return this.advice;
	}

}
