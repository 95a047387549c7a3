package io.followsync.gateway.queue;

/**
 * How full the part of the queue is that is for unproven jobs, seen by one newcomer. A
 * job is unproven while nobody has shown whose data it works on.
 *
 * @param waiting unproven jobs that wait; exact up to the number of places
 * @param naming how many of these name the newcomer's user id; exact up to a crowd
 * @param known whether Instagram has recently confirmed the newcomer's owner
 */
public record UnprovenRoom(int waiting, int naming, boolean known) {

	/** A session that is known to be its owner's is no stranger. */
	public boolean admits(QueueProperties bounds) {
		int places = bounds.unprovenPlaces();
		boolean crowded = this.naming >= bounds.crowd();
		return this.known || this.waiting < (crowded ? places / 2 : places);
	}

}
