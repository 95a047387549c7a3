package io.followsync.gateway.history;

import java.util.List;

import io.followsync.gateway.relationships.Between;
import io.followsync.job.ListKind;
import org.jspecify.annotations.Nullable;

/**
 * A member, and when it was in which list of an account.
 *
 * @param username as this account saw it last
 * @param earlierNames that this account saw change, the latest first, without the name of
 * now
 * @param confirmed false while a walk that missed the member decides nothing: while one
 * of the intervals is open but missing, or only one list shows the member and the other
 * may have missed it
 * @param intervals the latest first; at least one
 */
public record MemberHistory(long memberKey, String username, String fullName, boolean verified, boolean isPrivate,
		boolean whitelisted, boolean confirmed, List<String> earlierNames, List<Interval> intervals) {

	/**
	 * One relationship over time.
	 *
	 * @param since when it began
	 * @param until when it ended; null while it has not
	 * @param missing null unless the last walk missed the member and nothing is certain
	 * yet: when that happened
	 */
	public record Interval(ListKind list, Between since, @Nullable Between until, @Nullable Between missing) {

		/** Whether the last walk showed the member. */
		boolean isShown() {
			return this.until == null && this.missing == null;
		}

	}

}
