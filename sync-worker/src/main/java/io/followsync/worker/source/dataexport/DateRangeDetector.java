package io.followsync.worker.source.dataexport;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Recognises an export that was requested for a date range. Since autumn 2025 Instagram
 * then cuts the followers to that range but leaves the following whole, so everybody who
 * has followed for longer seems not to follow back.
 * <p>
 * Two rules, either of which suffices. <i>Share</i>: at least two people and a twentieth
 * of the following were followed before the oldest follower came; of real all-time
 * exports, 19 in 20 have a two-hundredth at most, and cut ones a sixth at least.
 * <i>Border</i>: the oldest follower came right after the beginning of a range that the
 * form offers, and the following goes back further.
 * <p>
 * For the border, let E be the day of the export and R the range. The oldest follower
 * came between two days before E&nbsp;-&nbsp;R and a slack after it, and the following
 * goes back further than that window by more than the same slack. The <i>slack</i> is
 * twice the mean time between two followers, since the first one after the cut comes
 * about that late; it is at least one day and a hundredth of R, and at most a tenth of R
 * unless that is less than a day. E is not recorded anywhere: the newest time in both
 * lists stands for it and, if the archive's own time is later, so does that.
 * <p>
 * An account that followed many before anybody followed it looks the same, which only its
 * owner can know. Entries without a time prove nothing either way.
 */
final class DateRangeDetector {

	private static final List<Period> RANGES = List.of(Period.ofWeeks(1), Period.ofMonths(1), Period.ofMonths(3),
			Period.ofMonths(6), Period.ofYears(1), Period.ofYears(3));

	// Ranges are cut at midnight in an unknown time zone.
	private static final Duration EARLIER = Duration.ofDays(2);

	private static final Duration MIN_SLACK = Duration.ofDays(1);

	private static final int MIN_OLDER = 2;

	private static final int ONE_OLDER_IN = 20;

	static boolean isCut(MemberList followers, MemberList following, @Nullable Instant written) {
		Instant oldest = followers.oldest();
		Instant followingSince = following.oldest();
		if (oldest == null || followingSince == null) {
			return false;
		}
		return isShareOlder(following, oldest)
				|| possibleExportTimes(followers, following, written).anyMatch((exported) -> RANGES.stream()
					.anyMatch((range) -> beginsAtBorder(oldest, followers.size(), followingSince, exported, range)));
	}

	private static boolean isShareOlder(MemberList following, Instant oldest) {
		long older = following.countOlderThan(oldest);
		return older >= MIN_OLDER && older * ONE_OLDER_IN >= following.countDated();
	}

	/** When the export may have been made. */
	static Stream<Instant> possibleExportTimes(MemberList followers, MemberList following, @Nullable Instant written) {
		Instant newest = Stream.of(followers, following)
			.flatMap((list) -> Stream.ofNullable(list.newest()))
			.max(Instant::compareTo)
			.orElseThrow();
		return (written != null && written.isAfter(newest)) ? Stream.of(newest, written) : Stream.of(newest);
	}

	private static boolean beginsAtBorder(Instant oldest, int followers, Instant followingSince, Instant exported,
			Period range) {
		Instant from = exported.atZone(ZoneOffset.UTC).minus(range).toInstant();
		Duration slack = slack(Duration.between(oldest, exported).dividedBy(followers),
				Duration.between(from, exported));
		return !oldest.isBefore(from.minus(EARLIER)) && !oldest.isAfter(from.plus(slack))
				&& followingSince.isBefore(from.minus(EARLIER).minus(slack));
	}

	private static Duration slack(Duration gap, Duration range) {
		Duration least = Collections.max(List.of(MIN_SLACK, range.dividedBy(100)));
		Duration most = Collections.max(List.of(least, range.dividedBy(10)));
		return Collections.min(List.of(Collections.max(List.of(gap.multipliedBy(2), least)), most));
	}

}
