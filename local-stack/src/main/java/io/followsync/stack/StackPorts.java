package io.followsync.stack;

import io.followsync.embedded.process.FreePorts;

/**
 * The ports on the loopback interface.
 *
 * @param worker port of the first worker; the others follow it
 */
public record StackPorts(int gateway, int gatewayManagement, int simulator, int worker, int postgres, int kafka) {

	/** The most workers of a test stack. */
	private static final int MAX_WORKERS = 4;

	static StackPorts of(Preflight.Options options) {
		return new StackPorts(options.port("gateway.port"), options.port("gateway.management.port"),
				options.port("simulator.port"), options.port("worker.port"), options.port("postgres.port"),
				options.port("kafka.port"));
	}

	/** Ports that are free at the moment. */
	public static StackPorts free() {
		return new StackPorts(FreePorts.next(), FreePorts.next(), FreePorts.next(), FreePorts.row(MAX_WORKERS),
				FreePorts.next(), FreePorts.next());
	}

	public int worker(int number) {
		return this.worker + number - 1;
	}

}
