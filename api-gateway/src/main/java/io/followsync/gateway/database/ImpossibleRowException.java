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

	private final boolean newer;

	/**
	 * @param newer whether only a newer release can have written it
	 */
	ImpossibleRowException(JobId job, String state, String contradiction, boolean newer) {
		super((newer ? "The job was stored by a newer release, which is being rolled out (%s, but %s)."
				: "The stored job contradicts itself (%s, but %s).")
			.formatted(state, contradiction));
		this.job = job;
		this.state = state;
		this.contradiction = contradiction;
		this.newer = newer;
	}

	/**
	 * Whether the job is as it should be, but only a newer release beside this one knows
	 * what it means.
	 */
	public boolean newer() {
		return this.newer;
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
