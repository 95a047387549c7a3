package io.followsync.benchmarks.report;

import org.jspecify.annotations.Nullable;

/**
 * What a figure should be.
 *
 * @param atMost null if there is no upper limit
 * @param atLeast null if there is no lower limit
 * @param inEachRound whether the worst round is judged, not the median; null, as in older
 * reports, is the same as false
 */
public record Goal(@Nullable Double atMost, @Nullable Double atLeast, @Nullable Boolean inEachRound) {

	private static final double MIN_SHARE = 0.001;

	private static final double MAX_SHARE = 1000;

	public static Goal atMost(double limit) {
		return new Goal(limit, null, false);
	}

	public static Goal atLeast(double limit) {
		return new Goal(null, limit, false);
	}

	/** What must not happen in any round. */
	public static Goal never() {
		return new Goal(0.0, null, true);
	}

	/** The figure is only reported. */
	public static Goal none() {
		return new Goal(null, null, false);
	}

	public boolean exists() {
		return this.atMost != null || this.atLeast != null;
	}

	/** By the median, or in each round. Always true if there is no goal. */
	public boolean isMetBy(Series figure) {
		return (this.atMost == null || highest(figure) <= this.atMost)
				&& (this.atLeast == null || lowest(figure) >= this.atLeast);
	}

	/**
	 * How far the figure is from the goal: at most 1 if the goal is met. Between 0.001
	 * and 1,000, also if one of the two is 0.
	 */
	public double shareOf(Series figure) {
		if (this.atMost != null) {
			return share(highest(figure), this.atMost);
		}
		return (this.atLeast != null) ? share(this.atLeast, lowest(figure)) : MIN_SHARE;
	}

	private double highest(Series figure) {
		return Boolean.TRUE.equals(this.inEachRound) ? figure.max() : figure.median();
	}

	private double lowest(Series figure) {
		return Boolean.TRUE.equals(this.inEachRound) ? figure.min() : figure.median();
	}

	private static double share(double part, double whole) {
		return (part <= 0) ? MIN_SHARE : Math.clamp(part / whole, MIN_SHARE, MAX_SHARE);
	}

	/** In the unit of the figure; a figure without one is a ratio. */
	public String text(String unit) {
		String suffix = (unit.isEmpty() ? " x" : " " + unit)
				+ (Boolean.TRUE.equals(this.inEachRound) ? " in each round" : "");
		if (this.atMost != null) {
			return "at most " + Series.number(this.atMost) + suffix;
		}
		return (this.atLeast != null) ? "at least " + Series.number(this.atLeast) + suffix : "";
	}

}
