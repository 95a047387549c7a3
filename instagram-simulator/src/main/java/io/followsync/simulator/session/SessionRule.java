package io.followsync.simulator.session;

import org.jspecify.annotations.Nullable;

/**
 * What was declared about one session.
 *
 * @param live false for a dead session
 * @param viewer real owner of the session, when not the one it claims
 */
public record SessionRule(boolean live, @Nullable Long viewer) {
}
