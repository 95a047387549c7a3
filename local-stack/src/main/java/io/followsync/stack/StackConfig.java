package io.followsync.stack;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.followsync.embedded.process.FreePorts;

/**
 * The configuration of a stack.
 *
 * @param root folder of the repository, whose modules were built
 * @param data folder of all persistent data
 * @param workers number of workers to start
 * @param properties extra Spring properties by process name; those under "worker" apply
 * to all workers, those under "postgres" are settings of the database server
 * @param environment extra variables by process name
 * @param jvmOptions extra options of the JVM by process name, which override the
 * defaults; of a worker under its own name ("worker-1"), not under "worker", unlike
 * properties
 */
public record StackConfig(Path root, Path data, Ports ports, int workers, Map<String, Map<String, String>> properties,
		Map<String, Map<String, String>> environment, Map<String, List<String>> jvmOptions) {

	// The values may be secrets.
	@Override
	public String toString() {
		return "StackConfig[" + this.root + "]";
	}

	public StackConfig {
		root = root.toAbsolutePath().normalize();
		data = data.toAbsolutePath().normalize();
		properties = Map.copyOf(properties);
		environment = Map.copyOf(environment);
		jvmOptions = Map.copyOf(jvmOptions);
		if (workers < 0) {
			throw new IllegalArgumentException("workers is " + workers);
		}
	}

	/** What the command line asks for, without the settings. */
	public static StackConfig of(Preflight.Options options) {
		StackConfig config = new StackConfig(options.root(), options.data(), Ports.of(options), options.workers(),
				Map.of(), Map.of(), Map.of());
		for (Map.Entry<String, Integer> debug : options.debug().entrySet()) {
			config = config.withVariable(debug.getKey(), "JDK_JAVA_OPTIONS",
					"-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + debug.getValue());
		}
		return config;
	}

	/** One worker, free ports. */
	public static StackConfig of(Path root, Path data) {
		return new StackConfig(root, data, Ports.free(), 1, Map.of(), Map.of(), Map.of());
	}

	public StackConfig withWorkers(int count) {
		return new StackConfig(this.root, this.data, this.ports, count, this.properties, this.environment,
				this.jvmOptions);
	}

	/** Adds a property for one process ("gateway", "simulator", "worker", "worker-2"). */
	public StackConfig withProperty(String process, String name, String value) {
		return new StackConfig(this.root, this.data, this.ports, this.workers,
				with(this.properties, process, name, value), this.environment, this.jvmOptions);
	}

	public StackConfig withVariable(String process, String name, String value) {
		return new StackConfig(this.root, this.data, this.ports, this.workers, this.properties,
				with(this.environment, process, name, value), this.jvmOptions);
	}

	/**
	 * Sets the extra options of one process's JVM ("gateway", "simulator", "worker-2").
	 */
	public StackConfig withJvmOptions(String process, List<String> options) {
		Map<String, List<String>> more = new HashMap<>(this.jvmOptions);
		more.put(process, List.copyOf(options));
		return new StackConfig(this.root, this.data, this.ports, this.workers, this.properties, this.environment, more);
	}

	private static Map<String, Map<String, String>> with(Map<String, Map<String, String>> all, String process,
			String name, String value) {
		Map<String, Map<String, String>> more = new HashMap<>(all);
		Map<String, String> ofProcess = new HashMap<>(more.getOrDefault(process, Map.of()));
		ofProcess.put(name, value);
		more.put(process, Map.copyOf(ofProcess));
		return more;
	}

	public Map<String, String> propertiesOf(String process) {
		return this.properties.getOrDefault(process, Map.of());
	}

	Map<String, String> environmentOf(String process) {
		return this.environment.getOrDefault(process, Map.of());
	}

	List<String> jvmOptionsOf(String process) {
		return this.jvmOptions.getOrDefault(process, List.of());
	}

	/**
	 * The ports on the loopback interface.
	 *
	 * @param worker port of the first worker; the others follow it
	 */
	public record Ports(int gateway, int gatewayManagement, int simulator, int worker, int postgres, int kafka) {

		/** The most workers of a test stack. */
		private static final int MAX_WORKERS = 4;

		static Ports of(Preflight.Options options) {
			return new Ports(options.port("gateway.port"), options.port("gateway.management.port"),
					options.port("simulator.port"), options.port("worker.port"), options.port("postgres.port"),
					options.port("kafka.port"));
		}

		public static Ports free() {
			return new Ports(FreePorts.next(), FreePorts.next(), FreePorts.next(), FreePorts.row(MAX_WORKERS),
					FreePorts.next(), FreePorts.next());
		}

		public int worker(int number) {
			return this.worker + number - 1;
		}

	}

}
