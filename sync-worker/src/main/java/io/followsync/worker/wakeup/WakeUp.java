package io.followsync.worker.wakeup;

import java.util.Map;

import io.followsync.messaging.SyncRequest;

/**
 * A notice that a job may be runnable. Acknowledge it as soon as it is decided whether
 * this worker takes the job, not when the job is done.
 *
 * @param sender the trace headers of its sender
 */
public record WakeUp(SyncRequest request, Map<String, String> sender, Runnable acknowledgement) {

	public void acknowledge() {
		this.acknowledgement.run();
	}

}
