package io.followsync.stack.process;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * What one process runs.
 *
 * @param name of the process, as in its log file's name
 * @param maxHeap of the process, in megabytes
 * @param url address it serves at
 * @param health answers 2xx once it is ready
 * @param agent the jar that {@link AgentJar} wrote
 * @param properties Spring properties; they may hold passwords
 * @param environment variables in addition to those of this JVM
 */
public record ServiceSpec(String name, Program program, int maxHeap, URI url, URI health,
		Map<String, String> properties, Map<String, String> environment, Path log, Path agent) {

	public ServiceSpec {
		properties = Map.copyOf(properties);
		environment = Map.copyOf(environment);
	}

	/** Omits the properties. */
	@Override
	public String toString() {
		return "ServiceSpec[%s at %s]".formatted(this.name, this.url);
	}

}
