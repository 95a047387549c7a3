package io.followsync.simulator.population;

/** Stable pseudo-random numbers: the same arguments always give the same number. */
public final class PseudoRandom {

	private static final long GOLDEN = 0x9E3779B97F4A7C15L;

	private PseudoRandom() {
	}

	public static long of(long first, long second) {
		return finish(first + GOLDEN * finish(second + GOLDEN));
	}

	/** A number from 0 (inclusive) to {@code bound} (exclusive). */
	public static long below(long bound, long first, long second) {
		return Math.floorMod(of(first, second), bound);
	}

	private static long finish(long value) {
		long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
		mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
		return mixed ^ (mixed >>> 31);
	}

	/**
	 * A keyed bijection of the numbers from 0 to 2^40 - 1 (a four-round Feistel network):
	 * neighbouring numbers end up far apart.
	 */
	record Permutation(long key) {

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
			return PseudoRandom.of(this.key + round, half) & HALF;
		}

	}

}
