/** Jobs and results read from PostgreSQL. */
@NullMarked
package io.followsync.gateway.jobs.r2dbc;

import org.jspecify.annotations.NullMarked;
