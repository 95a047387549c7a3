package io.followsync.simulator.population;

/**
 * The order in which one walk meets a list that Instagram keeps ranking anew: from walk
 * to walk, rows change places within groups of four, and about every 64th row repeats an
 * earlier one. Every rank is met at least once.
 *
 * @param size members in the list
 */
record Ranking(long seed, int walk, long size) {

	private static final int PERIOD = 64;

	private static final int GROUP = 4;

	/** Rows in a whole walk, repeated ones included. */
	long rows() {
		return (this.size == 0) ? 0 : this.size + repeatsBeforeRank(this.size - 1);
	}

	/** The rank (from 0) of the member met in that row (from 0). */
	long rankAt(long row) {
		long repeats = (row + PERIOD - 1 - phase()) / PERIOD;
		long fresh = row - repeats;
		if (row % PERIOD == phase()) {
			return inGroup(fresh - 1 - PseudoRandom.below(Math.min(fresh, 30), walkSeed(), row));
		}
		return inGroup(fresh);
	}

	private long inGroup(long rank) {
		long group = rank / GROUP;
		boolean whole = (group + 1) * GROUP <= this.size;
		long turn = PseudoRandom.below(3 * GROUP, walkSeed(), group);
		return (whole && turn < GROUP) ? group * GROUP + (rank + turn) % GROUP : rank;
	}

	private long repeatsBeforeRank(long rank) {
		return (rank < phase()) ? 0 : (rank - phase()) / (PERIOD - 1) + 1;
	}

	private long phase() {
		return 20 + PseudoRandom.below(32, walkSeed(), 0);
	}

	private long walkSeed() {
		return PseudoRandom.of(this.seed, this.walk);
	}

}
