package io.followsync.acceptance.stack;

/** Reads Prometheus' text form. */
public final class Metrics {

	private Metrics() {
	}

	/** The sum over all series of that name; 0 when there are none. */
	public static double sum(String text, String name) {
		return text.lines()
			.filter((line) -> line.startsWith(name + "{") || line.startsWith(name + " "))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.sum();
	}

}
