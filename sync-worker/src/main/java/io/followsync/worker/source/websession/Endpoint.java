package io.followsync.worker.source.websession;

import java.util.Locale;

import io.followsync.job.ListKind;

/**
 * What is asked of Instagram.
 */
enum Endpoint {

	FOLLOWERS, FOLLOWING, PROFILE, LOOK, WHO_AM_I, RELATION;

	static Endpoint of(ListKind list) {
		return switch (list) {
			case FOLLOWERS -> Endpoint.FOLLOWERS;
			case FOLLOWING -> Endpoint.FOLLOWING;
		};
	}

	/** Lower case, as in an address and as a metric's tag. */
	String tag() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Whether it may be refused for its own sake while the lists are answered. */
	boolean beside() {
		return this == PROFILE || this == WHO_AM_I || this == RELATION;
	}

	/** Whether it is of the surface whose requests have headers of their own. */
	boolean rest() {
		return this != WHO_AM_I;
	}

}
