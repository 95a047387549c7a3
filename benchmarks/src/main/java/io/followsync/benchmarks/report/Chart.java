package io.followsync.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A picture of the report: bars, one of each series for each label.
 *
 * @param name of its file, without an ending
 * @param unit of the axis of values
 * @param logarithmic whether each step of that axis is ten times the one before
 * @param labels along the other axis
 * @param series by name, a value for each label, or NaN where there is none
 */
public record Chart(String name, String title, String unit, boolean logarithmic, List<String> labels,
		Map<String, List<Double>> series) {

	public static Chart of(String name, String title, String unit, List<String> labels) {
		return new Chart(name, title, unit, false, List.copyOf(labels), Map.of());
	}

	public Chart onLogarithmicAxis() {
		return new Chart(this.name, this.title, this.unit, true, this.labels, this.series);
	}

	public Chart with(String series, List<Double> values) {
		if (values.size() != this.labels.size()) {
			throw new IllegalArgumentException("a value for each of " + this.labels);
		}
		Map<String, List<Double>> more = new LinkedHashMap<>(this.series);
		more.put(series, List.copyOf(values));
		return new Chart(this.name, this.title, this.unit, this.logarithmic, this.labels, more);
	}

}
