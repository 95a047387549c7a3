package io.followsync.worker.wakeup;

import io.followsync.messaging.SyncRequest;

/**
 * Word that a job may be runnable. To be acknowledged once it is decided whether this
 * worker takes the job; never held for as long as the job runs.
 */
public record WakeUp(SyncRequest request, Runnable acknowledgement) {

	public void acknowledge() {
		this.acknowledgement.run();
	}

}
