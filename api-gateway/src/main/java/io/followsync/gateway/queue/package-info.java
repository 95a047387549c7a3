/** The line of queued jobs: its length, its bound, a job's place and its likely wait. */
@NullMarked
package io.followsync.gateway.queue;

import org.jspecify.annotations.NullMarked;
