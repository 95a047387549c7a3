package io.followsync.simulator.population;

import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * A person of the simulated world, the same in every account's lists: the number (0 to
 * 2^40 - 1) alone determines the id and names, and the id determines the number.
 */
record Person(long number) {

	private static final long SMALL_IDS_FROM = 300_000_000_000L;

	private static final long LARGE_IDS_FROM = (1L << 53) + 1;

	private static final long LARGE_ID_STEP = 8191;

	private static final Scramble NAMES = new Scramble(0x6E616D6573L);

	private static final long STORY_DAY = 1_790_000_000L;

	private static final String[] ODD_NAMES = { "fail", "challenge_required", "spam", "feedback_required",
			"login_required", "\u0633\u0627\u0631\u0629 \u0627\u0644\u0623\u062D\u0645\u062F",
			"\u05E0\u05D5\u05E2\u05D4 \u05DB\u05D4\u05DF", "\uD83C\uDF3B\uD83D\uDC1D",
			"Zo\u00EB \uD83D\uDC69\u200D\uD83D\uDE80", "\u5C0F\u6797 \u9753", "\"quoted\" \\ name", "" };

	static OptionalLong numberOf(long id) {
		if (id >= LARGE_IDS_FROM) {
			long number = (id - LARGE_IDS_FROM) / LARGE_ID_STEP;
			return (number < Scramble.DOMAIN && new Person(number).id() == id) ? OptionalLong.of(number)
					: OptionalLong.empty();
		}
		long number = id - SMALL_IDS_FROM;
		return (number >= 0 && number < Scramble.DOMAIN && !isLarge(number)) ? OptionalLong.of(number)
				: OptionalLong.empty();
	}

	private static boolean isLarge(long number) {
		return number % 4 == 0;
	}

	long id() {
		return isLarge(this.number) ? LARGE_IDS_FROM + this.number * LARGE_ID_STEP : SMALL_IDS_FROM + this.number;
	}

	String username(int renames) {
		return Names.username(NAMES.apply(this.number), renames);
	}

	Member member(int renames) {
		boolean hasStory = trait(9, 8) == 0;
		long storyAt = STORY_DAY + trait(10, 86_400);
		return new Member(id(), username(renames), fullName(), trait(1, 5) < 2, trait(2, 50) == 0, pictureId(),
				(trait(3, 6) == 0) ? Long.valueOf(hasStory ? storyAt + 60 : 0) : null, hasStory ? storyAt : 0);
	}

	private String fullName() {
		return (trait(4, 8) == 0) ? ODD_NAMES[(int) trait(5, ODD_NAMES.length)]
				: Names.fullName(NAMES.apply(this.number));
	}

	private @Nullable String pictureId() {
		return (trait(6, 12) == 0) ? null
				: (3_000_000_000_000_000_000L + trait(7, 600_000_000_000_000_000L)) + "_" + id();
	}

	private long trait(int which, long bound) {
		return Mix.below(bound, this.number, which);
	}

}
