package io.followsync.simulator.population;

/** Stable pseudo-random numbers: the same arguments always give the same number. */
public final class Mix {

	private static final long GOLDEN = 0x9E3779B97F4A7C15L;

	private Mix() {
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

}
