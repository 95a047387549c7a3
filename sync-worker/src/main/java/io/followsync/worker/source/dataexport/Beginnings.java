package io.followsync.worker.source.dataexport;

import java.time.Duration;
import java.time.Instant;

import io.followsync.worker.source.ExportSign;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether both lists of an export reach back to their beginning, from the dates of
 * their entries.
 * <p>
 * Until autumn 2025, when names still stood in {@code value}, a date range cut
 * <i>both</i> lists at the same border, which nothing in them shows. Whoever followed
 * before it and was followed back after it is missing from the followers only: such lists
 * are complete as far as anybody can tell, but none of their rows is certain.
 *
 * @param followers what speaks against the followers
 * @param following what speaks against the following
 * @param doubt which members of the following are doubtful
 */
record Beginnings(ExportSign followers, ExportSign following, Doubt doubt) {

	private static final Duration WEEK = Duration.ofDays(7);

	/**
	 * @param packed when the lists were written, by the archive; null if it does not say
	 * @param allTime whether the owner says that the export covers all time
	 */
	static Beginnings of(MemberList followers, MemberList following, @Nullable Instant packed, boolean allTime) {
		if (followers.size() == 0 && following.size() == 0) {
			return new Beginnings(ExportSign.NOTHING_AT_ALL, ExportSign.NONE, Doubt.NOBODY);
		}
		return new Beginnings(ofFollowers(followers, following, packed, allTime), ofFollowing(followers, following),
				doubt(followers));
	}

	private static ExportSign ofFollowers(MemberList followers, MemberList following, @Nullable Instant packed,
			boolean allTime) {
		if (followers.size() == 0) {
			return beganLongAgo(followers, following, packed) ? looksCut(ExportSign.NO_FOLLOWERS, allTime)
					: ExportSign.UNKNOWN_BEGINNING;
		}
		if (DateRangeTrap.cut(followers, following, packed)) {
			return looksCut(ExportSign.DATE_RANGE, allTime);
		}
		return areUnknown(followers, following) ? ExportSign.UNKNOWN_BEGINNING : ExportSign.NONE;
	}

	private static ExportSign looksCut(ExportSign sign, boolean allTime) {
		return allTime ? ExportSign.OWNERS_WORD : sign;
	}

	// Without a following, or with both lists cut, somebody who is followed may be
	// missing from it.
	private static ExportSign ofFollowing(MemberList followers, MemberList following) {
		return (following.size() == 0 || areUnknown(followers, following)) ? ExportSign.UNKNOWN_BEGINNING
				: ExportSign.NONE;
	}

	// Also a range that is not recognised may begin at the oldest follower, and one that
	// ended before the export was made at the newest.
	private static Doubt doubt(MemberList followers) {
		Instant oldest = followers.oldest();
		Instant newest = followers.newest();
		return (oldest != null && newest != null) ? Doubt.outside(oldest, newest) : Doubt.EVERYBODY;
	}

	private static boolean beganLongAgo(MemberList followers, MemberList following, @Nullable Instant packed) {
		Instant since = following.oldest();
		return since == null || DateRangeTrap.exportedAt(followers, following, packed)
			.anyMatch((exported) -> since.isBefore(exported.minus(WEEK)));
	}

	private static boolean areUnknown(MemberList followers, MemberList following) {
		return followers.size() > 0 && following.size() > 0
				&& (following.inValue() > 0 || followers.oldest() == null || following.oldest() == null);
	}

}
