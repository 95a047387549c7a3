package io.followsync.acceptance.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The figures of a {@link HeldAccount} after one sync. Its last two syncs found what
 * {@link HeldPeople#eventsOfTwoDays} tells.
 */
record HeldFigures(int daysAgo, int followers, int following, int gained, int lost) {

	/** Since when the account is kept. */
	static final int DAYS = 88;

	/** The people whom the last sync missed. */
	static final int UNCONFIRMED = 3;

	private static final int LAST_DAY_BEFORE_THE_WEEK = 46;

	private static final int FIRST_DAY_AFTER_THE_WEEK = 38;

	private static final String FIGURES = """
			{"at":"%s","sync":"019ac7d2-5c1e-7f3a-9b61-%012d","followers":%d,"following":%d,"mutual":%d,\
			"notFollowingBack":%d,"fans":%d,"gained":%d,"lost":%d,"unconfirmed":%d}""";

	private static final String CHANGE = """
			{"since":"%s","followers":%d,"following":%d,"mutual":%d,"notFollowingBack":%d,"fans":%d}""";

	/** Three months of syncs, the first one first, apart from a week without any. */
	static List<HeldFigures> history() {
		Random random = new Random(14);
		List<HeldFigures> history = new ArrayList<>();
		int followers = 1180;
		int following = 870;
		for (int day = DAYS; day > 1; day--) {
			int gained = random.nextInt(9);
			int lost = random.nextInt(7);
			boolean isInTheWeek = day < LAST_DAY_BEFORE_THE_WEEK && day > FIRST_DAY_AFTER_THE_WEEK;
			if (!isInTheWeek && (day % 11 != 3)) {
				followers += gained - lost;
				following += random.nextInt(4) - 1;
				history.add(new HeldFigures(day, followers, following, gained, lost));
			}
		}
		history.add(new HeldFigures(1, followers, following, 1, 1));
		history.add(new HeldFigures(0, followers + 1, following, 3, 2));
		return history;
	}

	int mutual() {
		return this.following * 7 / 9;
	}

	int notFollowingBack() {
		return this.following - mutual();
	}

	int fans() {
		return this.followers - mutual();
	}

	/** When the sync ended. */
	Instant at(Instant now) {
		return now.minus(Duration.ofDays(this.daysAgo)).minus(Duration.ofMinutes(50));
	}

	String json(Instant now) {
		return FIGURES.formatted(at(now), this.daysAgo, this.followers, this.following, mutual(), notFollowingBack(),
				fans(), this.gained, this.lost, UNCONFIRMED);
	}

	/** How they changed since others. */
	String since(HeldFigures other, Instant now) {
		return CHANGE.formatted(other.at(now), this.followers - other.followers, this.following - other.following,
				mutual() - other.mutual(), notFollowingBack() - other.notFollowingBack(), fans() - other.fans());
	}

}
