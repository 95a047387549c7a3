package io.followsync.worker.policy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.followsync.worker.source.SourceFailure;

/**
 * How often the current request has failed, and what it has waited for. Failures are
 * counted by kind: one kind does not use up the attempts of another, and in total a
 * request is made at most as often as all kinds together allow.
 */
public final class Attempts {

	private final Map<Class<? extends SourceFailure>, Integer> failures = new HashMap<>();

	private int retries;

	private Duration inSlotWait = Duration.ZERO;

	private boolean paceDue;

	public Attempts(int retries) {
		this.retries = retries;
	}

	/** How often the request has failed in this way. */
	public int failuresLike(SourceFailure failure) {
		return this.failures.getOrDefault(failure.getClass(), 0);
	}

	public void countFailure(SourceFailure failure) {
		this.failures.merge(failure.getClass(), 1, Integer::sum);
	}

	/** How often the job was parked for transient failures since it was last answered. */
	public int retries() {
		return this.retries;
	}

	/** How long the run has waited in its slot since it last got a token. */
	public Duration inSlotWait() {
		return this.inSlotWait;
	}

	public void extendInSlotWait(Duration total) {
		this.inSlotWait = total;
	}

	public void recordToken() {
		this.inSlotWait = Duration.ZERO;
		this.paceDue = true;
	}

	/** Whether a token was used since this was last asked. */
	public boolean takePaceDue() {
		boolean due = this.paceDue;
		this.paceDue = false;
		return due;
	}

	/** The request was answered; another one follows. */
	public void startNextRequest() {
		this.failures.clear();
	}

	/** The source answered, and what it delivered is stored. */
	public void reset() {
		startNextRequest();
		this.retries = 0;
	}

}
