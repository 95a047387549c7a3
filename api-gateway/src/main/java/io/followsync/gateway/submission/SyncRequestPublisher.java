package io.followsync.gateway.submission;

import io.followsync.messaging.SyncRequest;

/**
 * Announces stored jobs to the workers. A wake-up only: whatever is not announced is
 * found by the workers' dispatcher once its {@code dispatch_at} has passed.
 */
public interface SyncRequestPublisher {

	/**
	 * Returns at once, never throws and never blocks, whether the broker can be reached
	 * or not. Call it after the job was committed.
	 */
	void publish(SyncRequest request);

}
