/** Waiting for the database, with a bound. */
@NullMarked
package io.followsync.runtime.database;

import org.jspecify.annotations.NullMarked;
