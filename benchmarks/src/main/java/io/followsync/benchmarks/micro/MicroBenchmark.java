package io.followsync.benchmarks.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.NotMeasuredException;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Adds to the report what JMH measured in the builds of the services before this one. */
public final class MicroBenchmark implements Benchmark {

	private static final List<String> MODULES = List.of("sync-worker", "api-gateway");

	private static final Map<String, String> UNITS = Map.of("us/op", "µs", "ns/op", "ns", "ms/op", "ms");

	@Override
	public String name() {
		return "micro";
	}

	@Override
	public void measure(Run run) throws IOException {
		for (String module : MODULES) {
			Path file = run.product().resolve(module).resolve("target").resolve("micro-benchmarks.json");
			if (!Files.exists(file)) {
				throw new NotMeasuredException(
						"the micro benchmarks of " + module + " did not run: leave out -Dbench.micro.skip");
			}
			JsonMapper.shared().readTree(Files.readString(file)).forEach((measured) -> run.record(row(measured)));
		}
	}

	private static Row row(JsonNode measured) {
		String[] name = measured.path("benchmark").asString().split("\\.");
		String subject = name[name.length - 2].replaceFirst("Benchmarks$", "");
		String unit = measured.path("primaryMetric").path("scoreUnit").asString();
		Series time = Series.of(UNITS.getOrDefault(unit, unit), values(measured.path("primaryMetric")));
		Row row = Row.of("micro." + subject + "." + name[name.length - 1] + parameters(measured),
				subject + ": " + name[name.length - 1] + parameters(measured), time, Goal.none());
		JsonNode allocated = measured.path("secondaryMetrics").path("gc.alloc.rate.norm");
		return allocated.isMissingNode() ? row : row.with("allocated", Series.of("bytes", values(allocated)));
	}

	private static String parameters(JsonNode measured) {
		StringBuilder parameters = new StringBuilder();
		measured.path("params").forEach((value) -> parameters.append('.').append(value.asString()));
		return parameters.toString();
	}

	private static List<Double> values(JsonNode metric) {
		return metric.path("rawData").valueStream().flatMap(JsonNode::valueStream).map(JsonNode::asDouble).toList();
	}

}
