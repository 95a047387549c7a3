/** The operators' view of all jobs, from PostgreSQL. */
@NullMarked
package io.followsync.gateway.operators.r2dbc;

import org.jspecify.annotations.NullMarked;
