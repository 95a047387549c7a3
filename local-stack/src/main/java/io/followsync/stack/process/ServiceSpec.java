package io.followsync.stack.process;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * What one process runs.
 *
 * @param name of the process, as in its log file's name
 * @param url where it serves
 * @param health answers 2xx once it is ready
 * @param agent the jar that {@link AgentJar} wrote
 * @param properties Spring properties; they may hold passwords
 */
public record ServiceSpec(String name, Path jar, URI url, URI health, Map<String, String> properties, Path log,
		Path agent) {

	public ServiceSpec {
		properties = Map.copyOf(properties);
	}

	/** Leaves the properties out. */
	@Override
	public String toString() {
		return "ServiceSpec[%s at %s]".formatted(this.name, this.url);
	}

}
