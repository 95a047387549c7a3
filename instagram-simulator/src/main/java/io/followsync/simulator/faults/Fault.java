package io.followsync.simulator.faults;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Something that goes wrong with one page.
 *
 * @param list what it strikes
 * @param atPage page of the walk, from 1; anything that is not a walk has one page
 * @param times how many requests for that page it strikes before it is used up
 */
public record Fault(Target list, int atPage, int times, FaultKind kind) {

	public Fault {
		require(atPage >= 1, "atPage must be 1 or more");
		require(times >= 1, "times must be 1 or more");
		require(list.isWalk() || atPage == 1, list.label() + " has only page 1");
		require(kind.scope().covers(list, atPage), kind.label() + " " + kind.scope().meaning());
	}

	private static void require(boolean condition, String message) {
		if (!condition) {
			throw new IllegalArgumentException(message);
		}
	}

	/** Which requests a fault strikes. */
	public enum Target {

		/** A page of a walk over that list of the account. */
		FOLLOWERS, FOLLOWING,

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

}
