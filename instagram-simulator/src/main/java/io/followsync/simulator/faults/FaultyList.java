package io.followsync.simulator.faults;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where a fault strikes. */
public enum FaultyList {

	/** A page of a walk over the account's followers. */
	FOLLOWERS,

	/** A page of a walk over the account's following. */
	FOLLOWING,

	/** The check of one row of either list of the account. */
	LOOK,

	/** The account's profile, searches for its name, and its who-am-I calls. */
	PROFILE,

	/** The friendship between the account and one person. */
	SHOW,

	/** Any request of the account's sessions. */
	SESSION;

	@JsonValue
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	boolean isWalk() {
		return this == FOLLOWERS || this == FOLLOWING;
	}

}
