package io.followsync.job;

/**
 * The states of a job. {@code UPLOADING -> QUEUED -> RUNNING <-> PARKED}, then one of the
 * three terminal states, which are final. A draining worker hands a running job back as
 * {@code QUEUED}.
 */
public enum JobState {

	UPLOADING, QUEUED, RUNNING, PARKED, COMPLETED, FAILED, CANCELLED;

	public boolean isTerminal() {
		return switch (this) {
			case COMPLETED, FAILED, CANCELLED -> true;
			case UPLOADING, QUEUED, RUNNING, PARKED -> false;
		};
	}

}
