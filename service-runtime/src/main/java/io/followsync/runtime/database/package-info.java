/** Waiting for the database with a bound, and what its being away looks like. */
@NullMarked
package io.followsync.runtime.database;

import org.jspecify.annotations.NullMarked;
