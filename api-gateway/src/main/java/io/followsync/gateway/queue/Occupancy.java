package io.followsync.gateway.queue;

/**
 * How full the queue is for one newcomer.
 *
 * @param queued jobs that wait to be started; exact up to the bound on the queue
 * @param openSlots free for a job of which nobody has proven whose data it works on
 * @param unproven the part of the queue that is open to the newcomer
 */
public record Occupancy(int queued, int openSlots, UnverifiedQuota unproven) {

	boolean admits(QueueProperties bounds) {
		return this.queued < bounds.maxQueued() && this.unproven.admits(bounds);
	}

}
