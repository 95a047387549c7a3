/**
 * The queue: admission to it, where a job stands in it and how long it waits. A job is
 * <em>queued</em> until a worker takes it, <em>started</em> from its first request until
 * it ends, and <em>proven</em> once Instagram has confirmed whose data it works on;
 * unproven jobs may fill only a part of the queue.
 */
@NullMarked
package io.followsync.gateway.queue;

import org.jspecify.annotations.NullMarked;
