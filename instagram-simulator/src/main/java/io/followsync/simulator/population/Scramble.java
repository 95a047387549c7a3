package io.followsync.simulator.population;

/**
 * A keyed bijection of the numbers from 0 to 2^40 - 1 (a four-round Feistel network):
 * neighbouring numbers end up far apart.
 */
record Scramble(long key) {

	static final long DOMAIN = 1L << 40;

	private static final int HALF_BITS = 20;

	private static final long HALF = (1L << HALF_BITS) - 1;

	private static final int ROUNDS = 4;

	long apply(long number) {
		long left = number >>> HALF_BITS;
		long right = number & HALF;
		for (int round = 0; round < ROUNDS; round++) {
			long next = left ^ round(round, right);
			left = right;
			right = next;
		}
		return (left << HALF_BITS) | right;
	}

	long undo(long scrambled) {
		long left = scrambled >>> HALF_BITS;
		long right = scrambled & HALF;
		for (int round = ROUNDS - 1; round >= 0; round--) {
			long previous = right ^ round(round, left);
			right = left;
			left = previous;
		}
		return (left << HALF_BITS) | right;
	}

	private long round(int round, long half) {
		return Mix.of(this.key + round, half) & HALF;
	}

}
