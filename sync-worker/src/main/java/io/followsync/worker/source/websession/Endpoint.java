package io.followsync.worker.source.websession;

import java.util.Locale;

import io.followsync.job.ListKind;

/**
 * The kinds of requests to Instagram.
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

	/** Whether it may be refused on its own while the lists still work. */
	boolean beside() {
		return this == PROFILE || this == WHO_AM_I || this == RELATION;
	}

	/** Whether it belongs to the REST API, whose requests carry extra headers. */
	boolean rest() {
		return this != WHO_AM_I;
	}

}
