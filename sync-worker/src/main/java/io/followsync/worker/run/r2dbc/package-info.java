/**
 * The ledger in PostgreSQL. A <em>guard</em> is the test of fence and state in each
 * write.
 */
@NullMarked
package io.followsync.worker.run.r2dbc;

import org.jspecify.annotations.NullMarked;
