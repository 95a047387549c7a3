package io.followsync.gateway.database;

import io.followsync.job.JobId;

/**
 * A job whose stored columns contradict each other, or that this release cannot read.
 * Names its state and columns, no data.
 */
public final class ImpossibleRowException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final JobId job;

	private final String state;

	private final String contradiction;

	ImpossibleRowException(JobId job, String state, String contradiction) {
		super("The job is stored in a state that cannot be (%s, but %s).".formatted(state, contradiction));
		this.job = job;
		this.state = state;
		this.contradiction = contradiction;
	}

	public JobId job() {
		return this.job;
	}

	/** As it is stored, whether or not it is known here. */
	public String state() {
		return this.state;
	}

	/** What does not fit that state, as the end of "It is PARKED, but". */
	public String contradiction() {
		return this.contradiction;
	}

}
