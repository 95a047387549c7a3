/** Analyses stored in PostgreSQL. */
@NullMarked
package io.followsync.gateway.analysis.r2dbc;

import org.jspecify.annotations.NullMarked;
