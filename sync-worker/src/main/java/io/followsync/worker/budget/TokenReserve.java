package io.followsync.worker.budget;

import java.time.Duration;

/**
 * The tokens of an account's bucket that one run has taken and not spent yet. What is
 * left when the run ends, in whatever way, is lost with it. Not for concurrent use.
 * <p>
 * A run that pauses between its requests takes one token at a time. Only one whose
 * requests follow each other quickly takes several with one statement, about as many as
 * it spends in half of the time for which it may keep them.
 */
public final class TokenReserve {

	/**
	 * For how long a token may be kept, from before the statement that took it. Together
	 * with a request it is less than the time that the limits allow for.
	 */
	public static final Duration KEEP = Duration.ofSeconds(1);

	private static final int MAX_SIZE = 16;

	private static final long PACE = KEEP.toNanos() / 2;

	private boolean used;

	private long takenAt;

	private int size = 1;

	private int left;

	/**
	 * Spends a token that is young enough.
	 * @param nanoTime now, by a clock that only runs forwards
	 * @return whether there was one
	 */
	public boolean spend(long nanoTime) {
		if (nanoTime - this.takenAt >= KEEP.toNanos()) {
			this.left = 0;
		}
		if (this.left == 0) {
			return false;
		}
		this.left--;
		return true;
	}

	/** Loses what is left. */
	public void discard() {
		this.left = 0;
	}

	/**
	 * How many tokens to take now that none are left.
	 * @param wanted the most that the run can use
	 */
	public int nextSize(long nanoTime, long wanted) {
		if (this.used) {
			long elapsed = Math.max(1, nanoTime - this.takenAt);
			long followingDemand = (elapsed <= PACE) ? this.size * 2L : this.size * PACE / elapsed;
			this.size = (int) Math.clamp(followingDemand, 1, MAX_SIZE);
		}
		return (int) Math.clamp(wanted, 1, this.size);
	}

	/**
	 * Adds the tokens that were taken beside the one for the present request.
	 * @param nanoTime from before the statement that took them
	 */
	public void fill(int tokens, long nanoTime) {
		this.used = true;
		this.takenAt = nanoTime;
		this.left = tokens;
	}

}
