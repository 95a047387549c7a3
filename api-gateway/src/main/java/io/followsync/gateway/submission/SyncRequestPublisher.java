package io.followsync.gateway.submission;

import io.followsync.messaging.SyncRequest;

/**
 * Announces stored jobs to the workers. Only a wake-up: the workers' dispatcher finds a
 * job that was not announced once its {@code dispatch_at} has passed.
 */
public interface SyncRequestPublisher {

	/**
	 * Returns at once, never throws and never blocks, whether or not the broker can be
	 * reached. Call it after the job was committed.
	 */
	void publish(SyncRequest request);

}
