package io.followsync.benchmarks.report;

import org.jspecify.annotations.Nullable;

/**
 * What a figure should be.
 *
 * @param atMost null if it may be as large as it likes
 * @param atLeast null if it may be as small as it likes
 */
public record Goal(@Nullable Double atMost, @Nullable Double atLeast) {

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

	/** How far the figure is from the goal: 1 reaches it, more does not. */
	public double shareOf(Series figure) {
		if (this.atMost != null) {
			return figure.median() / this.atMost;
		}
		return (this.atLeast != null) ? this.atLeast / figure.median() : 0;
	}

	/** In the unit of the figure. */
	public String text(String unit) {
		String suffix = unit.isEmpty() ? " x" : " " + unit;
		if (this.atMost != null) {
			return "at most " + Series.number(this.atMost) + suffix;
		}
		return (this.atLeast != null) ? "at least " + Series.number(this.atLeast) + suffix : "";
	}

}
