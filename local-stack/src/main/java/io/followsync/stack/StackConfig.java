package io.followsync.stack;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a stack is made of.
 *
 * @param root folder of the repository, whose modules were built
 * @param data folder of everything that is kept
 * @param workers started at the beginning
 * @param properties extra Spring properties by process name; those under "worker" are for
 * all workers
 */
public record StackConfig(Path root, Path data, StackPorts ports, int workers,
		Map<String, Map<String, String>> properties) {

	public StackConfig {
		root = root.toAbsolutePath().normalize();
		data = data.toAbsolutePath().normalize();
		properties = Map.copyOf(properties);
		if (workers < 0) {
			throw new IllegalArgumentException("workers is " + workers);
		}
	}

	/** One worker, free ports. */
	public static StackConfig of(Path root, Path data) {
		return new StackConfig(root, data, StackPorts.free(), 1, Map.of());
	}

	public StackConfig withPorts(StackPorts other) {
		return new StackConfig(this.root, this.data, other, this.workers, this.properties);
	}

	public StackConfig withWorkers(int count) {
		return new StackConfig(this.root, this.data, this.ports, count, this.properties);
	}

	/**
	 * One more property for the process ("gateway", "simulator", "worker", "worker-2").
	 */
	public StackConfig withProperty(String process, String name, String value) {
		Map<String, Map<String, String>> more = new HashMap<>(this.properties);
		Map<String, String> ofProcess = new HashMap<>(more.getOrDefault(process, Map.of()));
		ofProcess.put(name, value);
		more.put(process, Map.copyOf(ofProcess));
		return new StackConfig(this.root, this.data, this.ports, this.workers, more);
	}

	Map<String, String> propertiesOf(String process) {
		return this.properties.getOrDefault(process, Map.of());
	}

}
