/**
 * Database work that outlives the call that asked for it, and rows that cannot be
 * trusted.
 */
@NullMarked
package io.followsync.gateway.database;

import org.jspecify.annotations.NullMarked;
