package io.followsync.gateway.queue;

/**
 * How full the places are which those jobs share of which nobody has proven whose data
 * they work on, as one newcomer finds them.
 *
 * @param waiting unproven jobs that wait; exact up to the number of places
 * @param naming of these, how many name the newcomer's user id; exact up to a crowd
 * @param known whether Instagram has named the newcomer's owner lately
 */
public record UnprovenRoom(int waiting, int naming, boolean known) {

	/** A session that is known to be its owner's is no stranger. */
	public boolean admits(QueueProperties bounds) {
		int places = bounds.unprovenPlaces();
		boolean crowded = this.naming >= bounds.crowd();
		return this.known || this.waiting < (crowded ? places / 2 : places);
	}

}
