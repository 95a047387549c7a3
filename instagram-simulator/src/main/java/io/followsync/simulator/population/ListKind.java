package io.followsync.simulator.population;

public enum ListKind {

	FOLLOWERS, FOLLOWING;

	ListKind other() {
		return (this == FOLLOWERS) ? FOLLOWING : FOLLOWERS;
	}

}
