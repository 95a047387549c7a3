package io.followsync.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A chart of the report: a bar of each series for each label, or dots on a logarithmic
 * axis.
 *
 * @param name of its file, without an ending
 * @param unit of the axis of values
 * @param logarithmic whether each step of that axis is ten times the one before
 * @param limit where a line is drawn across that axis
 * @param labels along the other axis
 * @param series by name, a value for each label, or NaN where there is none
 */
public record Chart(String name, String title, String unit, boolean logarithmic, @Nullable Double limit,
		List<String> labels, Map<String, List<Double>> series) {

	public static Chart of(String name, String title, String unit, List<String> labels) {
		return new Chart(name, title, unit, false, null, List.copyOf(labels), Map.of());
	}

	public Chart onLogarithmicAxis() {
		return new Chart(this.name, this.title, this.unit, true, this.limit, this.labels, this.series);
	}

	/** With a line at a value. */
	Chart withLimit(double value) {
		return new Chart(this.name, this.title, this.unit, this.logarithmic, value, this.labels, this.series);
	}

	public Chart with(String series, List<Double> values) {
		if (values.size() != this.labels.size()) {
			throw new IllegalArgumentException("a value for each of " + this.labels);
		}
		Map<String, List<Double>> more = new LinkedHashMap<>(this.series);
		more.put(series, List.copyOf(values));
		return new Chart(this.name, this.title, this.unit, this.logarithmic, this.limit, this.labels, more);
	}

}
