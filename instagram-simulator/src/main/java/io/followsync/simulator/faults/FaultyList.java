package io.followsync.simulator.faults;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where a fault strikes. */
public enum FaultyList {

	/** A page of a walk over the account's followers. */
	FOLLOWERS,

	/** A page of a walk over the account's following. */
	FOLLOWING,

	/** The look at one row of either list of the account. */
	LOOK,

	/** The account's profile, and its who-am-I calls. */
	PROFILE,

	/** How the account's sessions stand to one person. */
	SHOW,

	/** Whatever the account's sessions ask for. */
	SESSION;

	@JsonValue
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	boolean isWalk() {
		return this == FOLLOWERS || this == FOLLOWING;
	}

}
