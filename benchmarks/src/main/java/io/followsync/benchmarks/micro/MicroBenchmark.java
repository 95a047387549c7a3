package io.followsync.benchmarks.micro;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.NotMeasuredException;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.process.ChildProcesses;
import io.followsync.benchmarks.process.Jdk;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the JMH benchmarks among the tests of the services, with the collector of the
 * images and the heap of the worker's.
 */
public final class MicroBenchmark implements Benchmark {

	private static final List<String> MODULES = List.of("sync-worker", "api-gateway");

	private static final String JVM_OPTIONS = "-Xmx256m -XX:+UseSerialGC";

	private static final Duration BOUND = Duration.ofMinutes(10);

	private static final Map<String, String> UNITS = Map.of("us/op", "µs", "ns/op", "ns", "ms/op", "ms");

	private static final Map<String, String> TITLES = Map.ofEntries(
			Map.entry("PageParser.parsePage", "Parse a page of 100 members"),
			Map.entry("Checkpoint.storePage", "Store a page of 100 members and its cursor, one statement (no fsync)"),
			Map.entry("TokenBucket.takeOne", "Take a token, one per statement (no fsync)"),
			Map.entry("TokenBucket.takeAsAFastRun", "Take a token, 16 per statement (no fsync)"),
			Map.entry("Conflation.offerState.1.false", "Offer a state to 1 watcher who waits for it"),
			Map.entry("Conflation.offerState.1.true", "Offer a state to 1 slow watcher"),
			Map.entry("Conflation.offerState.1000.false", "Offer a state to 1,000 watchers who wait for it"),
			Map.entry("Conflation.offerState.1000.true", "Offer a state to 1,000 slow watchers"),
			Map.entry("Vault.sealCredential", "Seal a credential"),
			Map.entry("Vault.openCredential", "Open a sealed credential"),
			Map.entry("Vault.sealCapability", "Seal a capability"),
			Map.entry("Vault.hashCapability", "Hash a capability"));

	@Override
	public String name() {
		return "micro";
	}

	@Override
	public void measure(Run run) throws IOException {
		Path folder = Files.createDirectories(run.data()).toAbsolutePath();
		for (String module : MODULES) {
			run.say("measures those of " + module);
			Path results = folder.resolve(module + ".json");
			measure(run.product().resolve(module).toAbsolutePath(), results, folder.resolve(module + ".log"));
			JsonMapper.shared().readTree(Files.readString(results)).forEach((measured) -> run.record(row(measured)));
		}
	}

	private static void measure(Path module, Path results, Path log) throws IOException {
		Path libraries = module.resolve("target/test-class-path.txt");
		if (Files.notExists(libraries)) {
			throw new NotMeasuredException("%s is missing: build the product with -Pbench".formatted(libraries));
		}
		Files.deleteIfExists(results);
		String classPath = String.join(File.pathSeparator, module.resolve("target/test-classes").toString(),
				module.resolve("target/classes").toString(), Files.readString(libraries).strip());
		ChildProcesses.Result ended = ChildProcesses
			.run(new ProcessBuilder(Jdk.tool("java"), "-Xmx128m", "-classpath", classPath, "org.openjdk.jmh.Main",
					"-jvmArgs", JVM_OPTIONS, "-prof", "gc", "-foe", "true", "-rf", "json", "-rff", results.toString())
				.directory(module.toFile())
				.redirectErrorStream(true)
				.redirectOutput(log.toFile()), BOUND);
		if (!ended.isSuccess()) {
			throw new IllegalStateException("JMH failed, see " + log);
		}
	}

	private static Row row(JsonNode measured) {
		String[] name = measured.path("benchmark").asString().split("\\.");
		String id = name[name.length - 2].replaceFirst("Benchmarks$", "") + "." + name[name.length - 1]
				+ parameters(measured);
		String unit = measured.path("primaryMetric").path("scoreUnit").asString();
		Series time = Series.of(UNITS.getOrDefault(unit, unit), values(measured.path("primaryMetric")));
		Row row = Row.of("micro." + id, TITLES.getOrDefault(id, id), time, Goal.none());
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
