/** The line as PostgreSQL knows it. */
@NullMarked
package io.followsync.gateway.queue.r2dbc;

import org.jspecify.annotations.NullMarked;
