package io.followsync.simulator.audit;

import java.util.Locale;

import io.followsync.simulator.faults.FaultyList;
import org.jspecify.annotations.Nullable;

/** The endpoints that are counted separately. */
public enum Endpoint {

	FOLLOWERS(FaultyList.FOLLOWERS), FOLLOWING(FaultyList.FOLLOWING),

	/**
	 * One row of either list, requested to check whether the session is live; not part of
	 * a walk.
	 */
	LOOK(FaultyList.LOOK),

	SHOW(FaultyList.SHOW), SHOW_MANY(null), USER_INFO(FaultyList.PROFILE), WEB_PROFILE_INFO(FaultyList.PROFILE),
	WEB_FORM_DATA(FaultyList.PROFILE), CURRENT_USER(FaultyList.PROFILE), GRAPHQL(FaultyList.PROFILE),
	SEARCH(FaultyList.PROFILE);

	private final @Nullable FaultyList faultyList;

	Endpoint(@Nullable FaultyList faultyList) {
		this.faultyList = faultyList;
	}

	/** The faults that strike here, besides those that strike a whole session. */
	public @Nullable FaultyList faultyList() {
		return this.faultyList;
	}

	/** Whether this is a page of a walk. */
	public boolean isList() {
		return this == FOLLOWERS || this == FOLLOWING;
	}

	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
