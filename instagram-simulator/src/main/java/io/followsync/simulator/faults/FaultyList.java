package io.followsync.simulator.faults;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a fault strikes. */
public enum FaultyList {

	@JsonProperty("followers")
	FOLLOWERS,

	@JsonProperty("following")
	FOLLOWING,

	@JsonProperty("profile")
	PROFILE

}
