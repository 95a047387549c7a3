/** Uploads stored in PostgreSQL. */
@NullMarked
package io.followsync.gateway.imports.r2dbc;

import org.jspecify.annotations.NullMarked;
