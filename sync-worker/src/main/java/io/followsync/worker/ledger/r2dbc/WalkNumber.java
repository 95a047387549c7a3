package io.followsync.worker.ledger.r2dbc;

/**
 * How the number of a walk is stored. The release before knows walks 1 and 2, and would
 * end a job that is in a third. So a third walk takes the place of the second, whose
 * pages are set aside, and {@code extra_walks} counts it: to that release, it is the
 * second.
 */
final class WalkNumber {

	static final int MAX_STORED = 2;

	/** The number of the pages that were set aside. */
	static final int ASIDE = 0;

	private WalkNumber() {
	}

	static int stored(int walk) {
		return Math.min(walk, MAX_STORED);
	}

	static int extra(int walk) {
		return walk - stored(walk);
	}

	static boolean isPossible(int stored, int extra) {
		return stored <= MAX_STORED && (extra == 0 || stored == MAX_STORED);
	}

}
