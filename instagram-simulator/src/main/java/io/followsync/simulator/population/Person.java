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

	private static final PseudoRandom.Permutation NAME_BITS = new PseudoRandom.Permutation(0x6E616D6573L);

	private static final long STORY_DAY = 1_790_000_000L;

	private static final String[] ODD_NAMES = { "fail", "challenge_required", "spam", "feedback_required",
			"login_required", "\u0633\u0627\u0631\u0629 \u0627\u0644\u0623\u062D\u0645\u062F",
			"\u05E0\u05D5\u05E2\u05D4 \u05DB\u05D4\u05DF", "\uD83C\uDF3B\uD83D\uDC1D",
			"Zo\u00EB \uD83D\uDC69\u200D\uD83D\uDE80", "\u5C0F\u6797 \u9753", "\"quoted\" \\ name", "" };

	static OptionalLong numberOf(long id) {
		if (id >= LARGE_IDS_FROM) {
			long number = (id - LARGE_IDS_FROM) / LARGE_ID_STEP;
			return (number < PseudoRandom.Permutation.DOMAIN && new Person(number).id() == id) ? OptionalLong.of(number)
					: OptionalLong.empty();
		}
		long number = id - SMALL_IDS_FROM;
		return (number >= 0 && number < PseudoRandom.Permutation.DOMAIN && !isLarge(number)) ? OptionalLong.of(number)
				: OptionalLong.empty();
	}

	private static boolean isLarge(long number) {
		return number % 4 == 0;
	}

	long id() {
		return isLarge(this.number) ? LARGE_IDS_FROM + this.number * LARGE_ID_STEP : SMALL_IDS_FROM + this.number;
	}

	String username(int renames) {
		return Names.username(NAME_BITS.apply(this.number), renames);
	}

	Population.Member member(int renames) {
		boolean hasStory = trait(9, 8) == 0;
		long storyAt = STORY_DAY + trait(10, 86_400);
		return new Population.Member(id(), username(renames), fullName(), trait(1, 5) < 2, trait(2, 50) == 0,
				pictureId(), (trait(3, 6) == 0) ? Long.valueOf(hasStory ? storyAt + 60 : 0) : null,
				hasStory ? storyAt : 0);
	}

	private String fullName() {
		return (trait(4, 8) == 0) ? ODD_NAMES[(int) trait(5, ODD_NAMES.length)]
				: Names.fullName(NAME_BITS.apply(this.number));
	}

	private @Nullable String pictureId() {
		return (trait(6, 12) == 0) ? null
				: (3_000_000_000_000_000_000L + trait(7, 600_000_000_000_000_000L)) + "_" + id();
	}

	private long trait(int which, long bound) {
		return PseudoRandom.below(bound, this.number, which);
	}

	/** Forty bits as a name: no two numbers give the same user name. */
	private static final class Names {

		private static final String[] FIRST = ("anna ben carla david elif farid greta hugo ines jonas karim lena marco nadia "
				+ "oscar paula quinn rosa samir tessa ugo vera walid xenia yusuf zoe aldo bianca cem dora emil fatma gino "
				+ "hanna ivan julia kofi laura milan noor olga pedro rita stefan tariq ursula viktor wanda ximena yara zeno "
				+ "alma bruno chloe dario eva felix gaia henry irina jakob kira luca mona")
			.split(" ");

		private static final String[] JOINTS = { "", "_", ".", "__" };

		private static final String CONSONANTS = "bcdfgklmnprstvwz";

		private static final String VOWELS = "aeio";

		static String username(long bits, int renames) {
			String prefix = (renames == 0) ? "" : (renames == 1) ? "its_" : "its" + renames + "_";
			int number = (int) (bits >>> 32) & 0xFF;
			return prefix + first(bits) + JOINTS[(int) (bits >>> 6) & 3] + last(bits) + ((number == 0) ? "" : number);
		}

		static String fullName(long bits) {
			return capital(first(bits)) + " " + capital(last(bits));
		}

		private static String first(long bits) {
			return FIRST[(int) bits & 63];
		}

		private static String last(long bits) {
			StringBuilder name = new StringBuilder();
			for (int shift = 8; shift < 32; shift += 6) {
				int syllable = (int) (bits >>> shift) & 63;
				name.append(CONSONANTS.charAt(syllable >>> 2)).append(VOWELS.charAt(syllable & 3));
			}
			return name.toString();
		}

		private static String capital(String name) {
			return Character.toUpperCase(name.charAt(0)) + name.substring(1);
		}

	}

}
