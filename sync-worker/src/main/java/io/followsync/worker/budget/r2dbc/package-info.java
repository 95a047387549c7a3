/** Token buckets in PostgreSQL, shared by all replicas. */
@NullMarked
package io.followsync.worker.budget.r2dbc;

import org.jspecify.annotations.NullMarked;
