package io.followsync.simulator.control;

import io.followsync.simulator.population.ListKind;
import io.followsync.simulator.population.Population;

/** An account as it is now: the size of its lists and the counts its profile declares. */
record AccountReport(String igUserId, String username, long followers, long following, long declaredFollowers,
		long declaredFollowing) {

	static AccountReport of(Population population) {
		return new AccountReport(Long.toString(population.spec().id()), population.spec().username(),
				population.size(ListKind.FOLLOWERS), population.size(ListKind.FOLLOWING),
				population.declared(ListKind.FOLLOWERS), population.declared(ListKind.FOLLOWING));
	}

}
