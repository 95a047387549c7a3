package io.followsync.benchmarks.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the figures depend on. */
public final class Machine {

	private Machine() {
	}

	/**
	 * What describes it, by name.
	 * @param data folder of the servers' data; is created if it does not exist
	 */
	public static Map<String, String> describe(Path data) throws IOException {
		Map<String, String> facts = new LinkedHashMap<>();
		facts.put("processors",
				Runtime.getRuntime().availableProcessors() + " of " + value("/proc/cpuinfo", "model name"));
		facts.put("memory", value("/proc/meminfo", "MemTotal"));
		facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
		facts.put("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
		facts.put("file system", Files.getFileStore(Files.createDirectories(data)).type());
		return facts;
	}

	/**
	 * What differs from run to run, by name: how fast its disk is, and what else it does.
	 * @param data folder of the servers' data; is created if it does not exist
	 */
	public static Map<String, String> conditions(Path data) throws IOException {
		Map<String, String> conditions = new LinkedHashMap<>();
		conditions.put("a write of 8 KB with its flush", Disk.flushes(Files.createDirectories(data)));
		conditions.put("load before the run", load());
		return conditions;
	}

	private static String value(String file, String name) {
		return lines(file).lines()
			.filter((line) -> line.startsWith(name))
			.map((line) -> line.substring(line.indexOf(':') + 1).strip())
			.findFirst()
			.orElse("unknown");
	}

	private static String load() {
		String[] averages = lines("/proc/loadavg").split(" ");
		return (averages.length > 2) ? "%s, %s, %s in 1, 5 and 15 minutes".formatted((Object[]) averages) : "unknown";
	}

	private static String lines(String file) {
		try {
			return Files.exists(Path.of(file)) ? Files.readString(Path.of(file)) : "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
