package io.followsync.simulator.session;

import org.jspecify.annotations.Nullable;

/**
 * What the simulator was told about one session.
 *
 * @param live false for a dead session
 * @param viewer real owner of the session, when not the one it claims
 */
public record SessionRule(boolean live, @Nullable Long viewer) {
}
