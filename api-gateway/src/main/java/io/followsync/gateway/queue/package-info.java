/** The queue of jobs: its length, its bound, a job's position and its estimated wait. */
@NullMarked
package io.followsync.gateway.queue;

import org.jspecify.annotations.NullMarked;
