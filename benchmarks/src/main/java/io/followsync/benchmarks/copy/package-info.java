/** COPY of rows that syncs left: the limit of what this PostgreSQL stores. */
@NullMarked
package io.followsync.benchmarks.copy;

import org.jspecify.annotations.NullMarked;
