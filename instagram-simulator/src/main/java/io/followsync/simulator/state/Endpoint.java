package io.followsync.simulator.state;

import java.util.Locale;

import io.followsync.simulator.faults.Fault;
import org.jspecify.annotations.Nullable;

/** The endpoints that are counted separately. */
public enum Endpoint {

	FOLLOWERS(Fault.Target.FOLLOWERS), FOLLOWING(Fault.Target.FOLLOWING),

	/** One row of either list, to check whether the session is live; not a walk. */
	LOOK(Fault.Target.LOOK),

	SHOW(Fault.Target.SHOW), SHOW_MANY(null), USER_INFO(Fault.Target.PROFILE), WEB_PROFILE_INFO(Fault.Target.PROFILE),
	WEB_FORM_DATA(Fault.Target.PROFILE), CURRENT_USER(Fault.Target.PROFILE), GRAPHQL(Fault.Target.PROFILE),
	SEARCH(Fault.Target.PROFILE);

	private final Fault.@Nullable Target faultTarget;

	Endpoint(Fault.@Nullable Target faultTarget) {
		this.faultTarget = faultTarget;
	}

	/** The faults that strike here, besides those that strike a whole session. */
	public Fault.@Nullable Target faultTarget() {
		return this.faultTarget;
	}

	/** Whether this is a page of a walk. */
	public boolean isList() {
		return this == FOLLOWERS || this == FOLLOWING;
	}

	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
