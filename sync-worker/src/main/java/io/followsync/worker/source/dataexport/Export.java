package io.followsync.worker.source.dataexport;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.followsync.job.ListKind;
import io.followsync.worker.source.Page.Member;
import io.followsync.worker.source.TruncationFlags;
import io.followsync.worker.source.TruncationFlags.ExportSign;
import org.jspecify.annotations.Nullable;

/**
 * A completely read export, and what the dates of its entries show about whether both
 * lists are complete.
 * <p>
 * Until autumn 2025, when names still stood in {@code value}, a date range cut
 * <i>both</i> lists at the same border, which nothing in them shows. Whoever followed
 * before it and was followed back after it is missing from the followers only: such lists
 * are complete as far as anybody can tell, but none of their rows is certain.
 *
 * @param coverage since when people must have been followed for their absence from the
 * followers to mean something
 */
record Export(MemberList followers, MemberList following, ExportSign followersSign, ExportSign followingSign,
		Coverage coverage) {

	private static final Duration WEEK = Duration.ofDays(7);

	static Export of(MemberList followers, MemberList following, @Nullable Instant written, boolean allTime) {
		if (followers.size() == 0 && following.size() == 0) {
			return new Export(followers, following, ExportSign.NOTHING_AT_ALL, ExportSign.NONE, Coverage.FULL);
		}
		return new Export(followers, following, followersSign(followers, following, written, allTime),
				followingSign(followers, following), coverage(followers));
	}

	private static ExportSign followersSign(MemberList followers, MemberList following, @Nullable Instant written,
			boolean allTime) {
		if (followers.size() == 0) {
			return beganLongAgo(followers, following, written) ? looksCut(ExportSign.NO_FOLLOWERS, allTime)
					: ExportSign.UNKNOWN_BEGINNING;
		}
		if (DateRangeDetector.isCut(followers, following, written)) {
			return looksCut(ExportSign.DATE_RANGE, allTime);
		}
		return isBeginningUnknown(followers, following) ? ExportSign.UNKNOWN_BEGINNING : ExportSign.NONE;
	}

	private static ExportSign looksCut(ExportSign sign, boolean allTime) {
		return allTime ? ExportSign.OWNERS_WORD : sign;
	}

	// Without a following, or with both lists cut, somebody who is followed may be
	// missing from it.
	private static ExportSign followingSign(MemberList followers, MemberList following) {
		return (following.size() == 0 || isBeginningUnknown(followers, following)) ? ExportSign.UNKNOWN_BEGINNING
				: ExportSign.NONE;
	}

	// Also a range that is not recognised may begin at the oldest follower, and one that
	// ended before the export was made at the newest.
	private static Coverage coverage(MemberList followers) {
		Instant oldest = followers.oldest();
		Instant newest = followers.newest();
		return (oldest != null && newest != null) ? Coverage.between(oldest, newest) : Coverage.NONE;
	}

	private static boolean beganLongAgo(MemberList followers, MemberList following, @Nullable Instant written) {
		Instant since = following.oldest();
		return since == null || DateRangeDetector.possibleExportTimes(followers, following, written)
			.anyMatch((exported) -> since.isBefore(exported.minus(WEEK)));
	}

	private static boolean isBeginningUnknown(MemberList followers, MemberList following) {
		return followers.size() > 0 && following.size() > 0
				&& (following.namedInValue() > 0 || followers.oldest() == null || following.oldest() == null);
	}

	MemberList list(ListKind kind) {
		return switch (kind) {
			case FOLLOWERS -> this.followers;
			case FOLLOWING -> this.following;
		};
	}

	List<Member> members(ListKind kind, int from, int to) {
		return list(kind).members(from, to, (kind == ListKind.FOLLOWING) ? this.coverage : Coverage.FULL);
	}

	TruncationFlags truncation(ListKind kind) {
		return new TruncationFlags(false, 0, switch (kind) {
			case FOLLOWERS -> this.followersSign;
			case FOLLOWING -> this.followingSign;
		});
	}

	/**
	 * When relations began that a list shows for certain, whatever date range may have
	 * cut it.
	 */
	@FunctionalInterface
	interface Coverage {

		Coverage FULL = (since) -> true;

		/** As of an empty list. */
		Coverage NONE = (since) -> false;

		/** From the oldest to the newest member of the list, both included. */
		static Coverage between(Instant oldest, Instant newest) {
			return (since) -> since != null && !since.isBefore(oldest) && !since.isAfter(newest);
		}

		/**
		 * @param since when a relation began; null if its entry does not say
		 */
		boolean includes(@Nullable Instant since);

	}

}
