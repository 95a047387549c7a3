package io.followsync.worker.wakeup;

import java.util.Map;

import io.followsync.messaging.SyncRequest;

/**
 * Word that a job may be runnable. To be acknowledged once it is decided whether this
 * worker takes the job; never held for as long as the job runs.
 *
 * @param sender what its sender tells of the trace that it is part of
 */
public record WakeUp(SyncRequest request, Map<String, String> sender, Runnable acknowledgement) {

	public void acknowledge() {
		this.acknowledgement.run();
	}

}
