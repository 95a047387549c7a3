/** Waiting for the database, with a bound. */
@NullMarked
package io.followsync.worker.database;

import org.jspecify.annotations.NullMarked;
