/**
 * Progress of jobs pushed to any number of watchers, in order and without a gap that
 * matters.
 */
@NullMarked
package io.followsync.gateway.streaming;

import org.jspecify.annotations.NullMarked;
