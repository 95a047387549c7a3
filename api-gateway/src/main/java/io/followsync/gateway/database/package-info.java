/**
 * Database work that outlives the call that started it, and the check that a job's row is
 * one that this release understands.
 */
@NullMarked
package io.followsync.gateway.database;

import org.jspecify.annotations.NullMarked;
