package io.followsync.acceptance.stack;

import java.util.Map;

/** Reads Prometheus' text format. */
public final class Metrics {

	private Metrics() {
	}

	/** The sum over all series with that name; 0 when there are none. */
	public static double sum(String text, String name) {
		return sum(text, name, Map.of());
	}

	/** The sum over the series that have these labels. */
	public static double sum(String text, String name, Map<String, String> labels) {
		return text.lines()
			.filter((line) -> line.startsWith(name + "{") || line.startsWith(name + " "))
			.filter((line) -> labels.entrySet()
				.stream()
				.allMatch((label) -> line.contains(label.getKey() + "=\"" + label.getValue() + "\"")))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.sum();
	}

}
