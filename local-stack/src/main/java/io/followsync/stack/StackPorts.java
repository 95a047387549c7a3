package io.followsync.stack;

import java.util.LinkedHashMap;
import java.util.Map;

import io.followsync.embedded.process.FreePorts;

/**
 * The ports on the loopback interface.
 *
 * @param worker port of the first worker; the others follow it
 */
public record StackPorts(int gateway, int gatewayManagement, int simulator, int worker, int postgres, int kafka) {

	/** The most workers of a test stack. */
	private static final int MAX_WORKERS = 4;

	public static StackPorts usual() {
		return new StackPorts(8080, 8079, 9080, 8081, 15432, 19092);
	}

	/** Ports that are free at the moment. */
	public static StackPorts free() {
		return new StackPorts(FreePorts.next(), FreePorts.next(), FreePorts.next(), FreePorts.row(MAX_WORKERS),
				FreePorts.next(), FreePorts.next());
	}

	public int worker(int number) {
		return this.worker + number - 1;
	}

	/** Each port by the option that sets it. */
	public Map<String, Integer> byOption(int workers) {
		Map<String, Integer> ports = new LinkedHashMap<>();
		ports.put("gateway.port", this.gateway);
		ports.put("gateway.management.port", this.gatewayManagement);
		ports.put("simulator.port", this.simulator);
		for (int number = 1; number <= workers; number++) {
			ports.put((number == 1) ? "worker.port" : "worker.port (worker %d)".formatted(number), worker(number));
		}
		ports.put("postgres.port", this.postgres);
		ports.put("kafka.port", this.kafka);
		return ports;
	}

}
