package io.followsync.worker.source;

/**
 * What the dates of a data export say against one of its lists.
 */
public enum ExportSign {

	NONE,

	/** Followers begin later than following does, as after a request for a date range. */
	DATE_RANGE,

	/** No follower at all beside a long following. */
	NO_FOLLOWERS,

	/** Neither list has a member. */
	NOTHING_AT_ALL,

	/**
	 * Nothing shows whether the list reaches back to its beginning: a date range that
	 * cuts both lists looks the same, the entries have no dates, or there are none.
	 */
	UNKNOWN_BEGINNING,

	/**
	 * It looks cut, but the owner says that it covers all time. Whoever is missing from
	 * it may then be so by the cut.
	 */
	OWNERS_WORD;

	/** Whether nothing may be concluded from the list. */
	public boolean isCut() {
		return this == DATE_RANGE || this == NO_FOLLOWERS || this == NOTHING_AT_ALL;
	}

}
