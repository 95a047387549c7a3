package io.followsync.worker.source.dataexport;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Recognises an export that was requested for a date range. Instagram then cuts the
 * followers to that range but leaves the following whole, so everybody who has followed
 * for longer seems not to follow back.
 * <p>
 * Let E be the day of the export and R one of the ranges that the form offers. The
 * followers count as cut if the oldest of them came between two days before
 * E&nbsp;-&nbsp;R and a slack after it, and the following goes back further than that
 * window by more than the same slack. The <i>slack</i> is twice the mean time between two
 * followers, since the first one after the cut comes about that late; it is at least one
 * day and a hundredth of R, and at most a tenth of R unless that is less than a day. E is
 * not recorded anywhere: the newest time in both lists stands for it and, if the
 * archive's own time is later, so does that. Empty followers beside a following that
 * began more than a week before E may have been cut to nothing, and count as cut.
 * <p>
 * A new account does not look like this: it begins to follow and to be followed within
 * the same few days, so its following does not go back further. An account that followed
 * others long before its first follower came is mistaken for a cut one only if that
 * follower came within the window, which is the narrower, the more followers there are.
 * Such a mistake withholds a result; the opposite one would accuse people falsely.
 * Entries without a time prove nothing either way.
 */
final class DateRangeTrap {

	private static final List<Period> RANGES = List.of(Period.ofWeeks(1), Period.ofMonths(1), Period.ofMonths(3),
			Period.ofMonths(6), Period.ofYears(1), Period.ofYears(3));

	// Ranges are cut at midnight in an unknown time zone.
	private static final Duration EARLIER = Duration.ofDays(2);

	private static final Duration LEAST_LATER = Duration.ofDays(1);

	private static final Duration WEEK = Duration.ofDays(7);

	private DateRangeTrap() {
	}

	/**
	 * @param packed when the lists were written, by the archive; null if it does not say
	 */
	static boolean cut(MemberList followers, MemberList following, @Nullable Instant packed) {
		Instant followingSince = following.oldest();
		if (followingSince == null) {
			return false;
		}
		return exportedAt(followers, following, packed)
			.anyMatch((exported) -> cut(followers, followingSince, exported));
	}

	private static Stream<Instant> exportedAt(MemberList followers, MemberList following, @Nullable Instant packed) {
		Instant newest = Stream.of(followers.newest(), following.newest())
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.max(Instant::compareTo)
			.orElseThrow();
		return (packed != null && packed.isAfter(newest)) ? Stream.of(newest, packed) : Stream.of(newest);
	}

	private static boolean cut(MemberList followers, Instant followingSince, Instant exported) {
		if (followers.size() == 0) {
			return followingSince.isBefore(exported.minus(WEEK));
		}
		Instant oldest = followers.oldest();
		return oldest != null
				&& RANGES.stream().anyMatch((range) -> cut(oldest, followers.size(), followingSince, exported, range));
	}

	private static boolean cut(Instant oldest, int followers, Instant followingSince, Instant exported, Period range) {
		Instant from = exported.atZone(ZoneOffset.UTC).minus(range).toInstant();
		Duration later = later(Duration.between(oldest, exported).dividedBy(followers),
				Duration.between(from, exported));
		return !oldest.isBefore(from.minus(EARLIER)) && !oldest.isAfter(from.plus(later))
				&& followingSince.isBefore(from.minus(EARLIER).minus(later));
	}

	private static Duration later(Duration gap, Duration range) {
		Duration least = max(LEAST_LATER, range.dividedBy(100));
		Duration most = max(least, range.dividedBy(10));
		return min(max(gap.multipliedBy(2), least), most);
	}

	private static Duration max(Duration one, Duration other) {
		return (one.compareTo(other) >= 0) ? one : other;
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) <= 0) ? one : other;
	}

}
