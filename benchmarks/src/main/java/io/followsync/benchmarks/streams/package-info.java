/**
 * Open event streams: what each of them takes, how late an event is, and what a crowd of
 * clients that come back at once costs. The peer is nginx with nchan, which serves the
 * same messages to as many subscribers of the same channels.
 */
@NullMarked
package io.followsync.benchmarks.streams;

import org.jspecify.annotations.NullMarked;
