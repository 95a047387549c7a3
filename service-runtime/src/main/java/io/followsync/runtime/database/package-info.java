/** Bounded waits for the database, and how its outages are recognized. */
@NullMarked
package io.followsync.runtime.database;

import org.jspecify.annotations.NullMarked;
