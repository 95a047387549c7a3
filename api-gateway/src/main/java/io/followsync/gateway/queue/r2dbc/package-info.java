/** The queue, read from PostgreSQL. */
@NullMarked
package io.followsync.gateway.queue.r2dbc;

import org.jspecify.annotations.NullMarked;
