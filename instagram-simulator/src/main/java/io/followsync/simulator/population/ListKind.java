package io.followsync.simulator.population;

/** One of the two lists of an account. */
public enum ListKind {

	FOLLOWERS, FOLLOWING;

	ListKind other() {
		return (this == FOLLOWERS) ? FOLLOWING : FOLLOWERS;
	}

}
