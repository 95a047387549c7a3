/** The check of the database. */
@NullMarked
package io.followsync.gateway.health.r2dbc;

import org.jspecify.annotations.NullMarked;
