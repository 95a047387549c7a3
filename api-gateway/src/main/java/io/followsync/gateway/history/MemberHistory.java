package io.followsync.gateway.history;

import java.time.Instant;
import java.util.List;

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
	 * @param absentAt it began after this; null if nothing is known
	 * @param since it had begun by then
	 * @param seenAt when the last walk that showed the member began; null unless it was
	 * missed since
	 * @param missedAt when the first walk that did not show the member ended; null unless
	 * there was one
	 * @param hasEnded whether it is certain that it ended between these two
	 */
	public record Interval(ListKind list, @Nullable Instant absentAt, Instant since, @Nullable Instant seenAt,
			@Nullable Instant missedAt, boolean hasEnded) {
	}

}
