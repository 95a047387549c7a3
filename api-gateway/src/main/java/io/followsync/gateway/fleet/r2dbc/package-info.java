/** The census, taken with one statement. */
@NullMarked
package io.followsync.gateway.fleet.r2dbc;

import org.jspecify.annotations.NullMarked;
