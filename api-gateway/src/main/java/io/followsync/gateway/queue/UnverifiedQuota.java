package io.followsync.gateway.queue;

/**
 * How full the unproven jobs' part of the queue is, for one newcomer. A job is unproven
 * while it is not confirmed whose data it works on.
 *
 * @param waiting number of waiting unproven jobs; exact up to the number of places
 * @param alike how many of these name the newcomer's user id, or come from its address if
 * it is an import; exact up to the size of a crowd
 * @param known whether Instagram has recently confirmed the newcomer's owner
 */
public record UnverifiedQuota(int waiting, int alike, boolean known) {

	/** A known session is always admitted; a crowd may fill only half of the places. */
	public boolean admits(QueueProperties bounds) {
		int places = bounds.unprovenPlaces();
		boolean crowded = this.alike >= bounds.crowd();
		return this.known || this.waiting < (crowded ? places / 2 : places);
	}

}
