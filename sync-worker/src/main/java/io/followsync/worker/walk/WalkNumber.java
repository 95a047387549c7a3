package io.followsync.worker.walk;

/**
 * The number of a walk as it is stored. The release before knows walks 1 and 2, and would
 * end a job that is in a third. So a third walk takes the place of the second, whose
 * pages are set aside, and {@code extra} counts it: to that release, it is the second.
 */
public record WalkNumber(int stored, int extra) {

	/** The number of the pages that were set aside. */
	public static final int ASIDE = 0;

	private static final int MAX_STORED = 2;

	public static WalkNumber of(int walk) {
		int stored = Math.min(walk, MAX_STORED);
		return new WalkNumber(stored, walk - stored);
	}

	public int walk() {
		return this.stored + this.extra;
	}

	public boolean isPossible() {
		return this.stored <= MAX_STORED && (this.extra == 0 || this.stored == MAX_STORED);
	}

}
