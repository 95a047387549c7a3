package io.followsync.benchmarks.report;

import org.jspecify.annotations.Nullable;

/**
 * What a figure should be.
 *
 * @param atMost null if there is no upper limit
 * @param atLeast null if there is no lower limit
 */
public record Goal(@Nullable Double atMost, @Nullable Double atLeast) {

	private static final double MIN_SHARE = 0.001;

	private static final double MAX_SHARE = 1000;

	public static Goal atMost(double limit) {
		return new Goal(limit, null);
	}

	public static Goal atLeast(double limit) {
		return new Goal(null, limit);
	}

	/** The figure is only reported. */
	public static Goal none() {
		return new Goal(null, null);
	}

	public boolean exists() {
		return this.atMost != null || this.atLeast != null;
	}

	/** By the median. Always true if there is no goal. */
	public boolean isMetBy(Series figure) {
		return (this.atMost == null || figure.median() <= this.atMost)
				&& (this.atLeast == null || figure.median() >= this.atLeast);
	}

	/**
	 * How far the figure is from the goal: 1 reaches it, more does not. Between 0.001 and
	 * 1,000, also if one of the two is 0.
	 */
	public double shareOf(Series figure) {
		if (this.atMost != null) {
			return share(figure.median(), this.atMost);
		}
		return (this.atLeast != null) ? share(this.atLeast, figure.median()) : MIN_SHARE;
	}

	private static double share(double part, double whole) {
		return (part <= 0) ? MIN_SHARE : Math.clamp(part / whole, MIN_SHARE, MAX_SHARE);
	}

	/** In the unit of the figure; a figure without one is a ratio. */
	public String text(String unit) {
		String suffix = unit.isEmpty() ? " x" : " " + unit;
		if (this.atMost != null) {
			return "at most " + Series.number(this.atMost) + suffix;
		}
		return (this.atLeast != null) ? "at least " + Series.number(this.atLeast) + suffix : "";
	}

}
