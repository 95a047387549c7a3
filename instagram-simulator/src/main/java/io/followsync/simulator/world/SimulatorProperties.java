package io.followsync.simulator.world;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The simulator's own settings.
 *
 * @param stateFile where accounts, faults, sessions and the audit survive a restart;
 * without it they do not
 */
@ConfigurationProperties("simulator")
record SimulatorProperties(@Nullable Path stateFile) {
}
