package io.followsync.benchmarks.stack;

import java.net.URI;

/** What a service reports about itself, in the format of Prometheus. */
public record ServiceMetrics(URI management) {

	/** The sum of all series of that name, such as {@code followsync_claims_total}. */
	public double sum(String name) {
		return sum(name, "");
	}

	/** The sum of those whose labels contain a text, such as {@code area="heap"}. */
	public double sum(String name, String label) {
		return new Http(this.management).get("/actuator/prometheus")
			.text()
			.lines()
			.filter((line) -> line.startsWith(name + "{") || line.startsWith(name + " "))
			.filter((line) -> line.contains(label))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.sum();
	}

	/** Megabytes (of 1,048,576 bytes) of heap in use, garbage included. */
	public double heapMegabytes() {
		return sum("jvm_memory_used_bytes", "area=\"heap\"") / (1024 * 1024);
	}

}
