package io.followsync.simulator.friendships;

import io.followsync.simulator.audit.Endpoint;
import io.followsync.simulator.audit.PageKey;

/** Page keys in the {@code max_id} form that clients send. */
public final class Cursors {

	private Cursors() {
	}

	/**
	 * The cursor of that page, "first" for a page without one and "unreadable" for one
	 * that could not be read.
	 */
	public static String text(PageKey key) {
		if (key.page() == PageKey.FIRST) {
			return "first";
		}
		if (key.page() == PageKey.UNREADABLE) {
			return "unreadable";
		}
		return (key.endpoint() == Endpoint.FOLLOWERS) ? FollowersCursor.ofKey(key.page()).encode(key.target())
				: Long.toString(key.page());
	}

}
