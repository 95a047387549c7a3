package io.followsync.worker.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.followsync.worker.source.SourceFailure;

/**
 * How often the current request has failed, and what it has waited for. Failures are
 * counted by kind: one kind does not use up the attempts of another, and in total a
 * request is made at most as often as all kinds together allow.
 */
final class Attempts {

	private final Map<Class<? extends SourceFailure>, Integer> failures = new HashMap<>();

	private int retries;

	private Duration inSlotWait = Duration.ZERO;

	private boolean paceDue;

	/**
	 * @param retries how often the job was parked for transient failures since it was
	 * last answered
	 */
	Attempts(int retries) {
		this.retries = retries;
	}

	/** How often the request has failed in this way. */
	int failuresLike(SourceFailure failure) {
		return this.failures.getOrDefault(failure.getClass(), 0);
	}

	void countFailure(SourceFailure failure) {
		this.failures.merge(failure.getClass(), 1, Integer::sum);
	}

	/** How often the job was parked for transient failures since it was last answered. */
	int retries() {
		return this.retries;
	}

	/** How long the run has waited in its slot since it last got a token. */
	Duration inSlotWait() {
		return this.inSlotWait;
	}

	void waitInSlot(Duration total) {
		this.inSlotWait = total;
	}

	void useToken() {
		this.inSlotWait = Duration.ZERO;
		this.paceDue = true;
	}

	/** Whether a token was used since this was last asked. */
	boolean takePaceDue() {
		boolean due = this.paceDue;
		this.paceDue = false;
		return due;
	}

	/** The request was answered; another one follows. */
	void startNextRequest() {
		this.failures.clear();
	}

	/** The source answered, and what it delivered is stored. */
	void reset() {
		startNextRequest();
		this.retries = 0;
	}

}
