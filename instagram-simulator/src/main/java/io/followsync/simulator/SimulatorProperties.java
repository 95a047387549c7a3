package io.followsync.simulator;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The simulator's own settings.
 *
 * @param stateFile where accounts, faults, sessions and the audit survive a restart;
 * without it they do not
 * @param hang how a request that gets no response ends
 */
@ConfigurationProperties("simulator")
public record SimulatorProperties(@Nullable Path stateFile, @DefaultValue Hang hang) {

	/**
	 * The end of a request that gets no response.
	 *
	 * @param closesAfter when the connection of a client that did not give up is closed
	 */
	public record Hang(@DefaultValue("5m") Duration closesAfter) {
	}

}
