package io.followsync.worker.ledger;

/**
 * A guarded write changed nothing, because another worker holds the job or the job is
 * over. Whoever gets this stops at once and writes nothing more.
 */
public final class LeaseLostException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public LeaseLostException(Lease lease) {
		super("job " + lease.job() + " is no longer held at fence " + lease.fence());
	}

}
