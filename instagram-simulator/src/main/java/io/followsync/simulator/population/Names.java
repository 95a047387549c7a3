package io.followsync.simulator.population;

/** Forty bits as a name: no two numbers give the same user name. */
final class Names {

	private static final String[] FIRST = ("anna ben carla david elif farid greta hugo ines jonas karim lena marco nadia "
			+ "oscar paula quinn rosa samir tessa ugo vera walid xenia yusuf zoe aldo bianca cem dora emil fatma gino "
			+ "hanna ivan julia kofi laura milan noor olga pedro rita stefan tariq ursula viktor wanda ximena yara zeno "
			+ "alma bruno chloe dario eva felix gaia henry irina jakob kira luca mona")
		.split(" ");

	private static final String[] JOINTS = { "", "_", ".", "__" };

	private static final String CONSONANTS = "bcdfgklmnprstvwz";

	private static final String VOWELS = "aeio";

	private Names() {
	}

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
