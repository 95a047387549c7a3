package io.followsync.worker.source;

/**
 * This replica cannot open the source of a job, for a reason that is not the job's:
 * another replica, or this one later, may. The message contains no secret.
 */
public final class SourceNotReadyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public SourceNotReadyException(Throwable cause) {
		super(cause.getMessage(), cause);
	}

}
