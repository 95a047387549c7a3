/**
 * Progress of jobs pushed to any number of watchers, in order and never missing the
 * latest state.
 */
@NullMarked
package io.followsync.gateway.streaming;

import org.jspecify.annotations.NullMarked;
