/** The database check, the fleet's figures and the operators' view of all jobs. */
@NullMarked
package io.followsync.gateway.operations.r2dbc;

import org.jspecify.annotations.NullMarked;
