package io.followsync.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * One figure, measured in several rounds.
 *
 * @param unit such as {@code ms}; empty for a ratio
 * @param rounds in the order in which they were measured; at least one
 */
public record Series(String unit, List<Double> rounds) {

	private static final int DIGITS = 3;

	public Series {
		rounds = List.copyOf(rounds);
		if (rounds.isEmpty()) {
			throw new IllegalArgumentException("no round was measured");
		}
	}

	public static Series of(String unit, Collection<Double> rounds) {
		return new Series(unit, List.copyOf(rounds));
	}

	public static Series of(String unit, double... rounds) {
		return new Series(unit, Arrays.stream(rounds).boxed().toList());
	}

	/** One figure of each round. */
	public static <R> Series of(String unit, Collection<R> rounds, ToDoubleFunction<R> figure) {
		return of(unit, rounds.stream().mapToDouble(figure).toArray());
	}

	/** Round by round, so that what disturbed both does not count. */
	public Series dividedBy(Series other) {
		if (this.rounds.size() != other.rounds.size()) {
			throw new IllegalArgumentException("not of the same rounds");
		}
		double[] ratios = new double[this.rounds.size()];
		Arrays.setAll(ratios, (round) -> this.rounds.get(round) / other.rounds.get(round));
		return of("", ratios);
	}

	/** The middle one; of an even number, the mean of the two in the middle. */
	public double median() {
		double[] sorted = this.rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	public double min() {
		return this.rounds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
	}

	public double max() {
		return this.rounds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
	}

	/** The median with its unit, and the spread: {@code 53.8 ms (53.1 to 55.0)}. */
	@Override
	public String toString() {
		String text = number(median()) + (this.unit.isEmpty() ? "" : " " + this.unit);
		return (this.rounds.size() == 1) ? text : text + " (%s to %s)".formatted(number(min()), number(max()));
	}

	/** With three significant digits, and no exponent. */
	public static String number(double value) {
		if (value == 0) {
			return "0";
		}
		int whole = (int) Math.floor(Math.log10(Math.abs(value))) + 1;
		int decimals = Math.clamp(DIGITS - Math.min(whole, DIGITS), 0, 6);
		return String.format(Locale.ROOT, "%,." + decimals + "f", value);
	}

}
