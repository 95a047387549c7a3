package io.followsync.gateway.relationships;

import io.followsync.job.ListKind;

/** Whether it is certain that only one list has a member. */
public final class OneSided {

	// The other list shows nobody who is not in it; whom it does not show may still have
	// been missed, unless it is exact or two walks did not show them: both lists are
	// walked by each sync that counts, and this relationship is older than the last walk.
	private static final String CONDITION = """
			coalesce((SELECT bool_or(l.list = '%1$s' AND l.exact OR l.list = '%2$s' AND %3$s.since < l.ended_at)
			            FROM account_lists l WHERE l.account_id = :account), false)
			  AND NOT EXISTS (SELECT FROM relationships o
			    WHERE o.account_id = :account AND o.list = '%1$s' AND o.member_key = %3$s.member_key AND o.until IS NULL)
			""";

	private OneSided() {
	}

	/**
	 * A condition in SQL with the parameter {@code :account}: the other list certainly
	 * does not have the member of a relationship that the last walk showed in one list.
	 * @param relationship the alias of the relationship, which is not reciprocated
	 */
	public static String condition(ListKind list, String relationship) {
		return CONDITION.formatted(switch (list) {
			case FOLLOWERS -> ListKind.FOLLOWING;
			case FOLLOWING -> ListKind.FOLLOWERS;
		}, list, relationship);
	}

}
