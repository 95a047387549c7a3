/** The ledger in PostgreSQL. */
@NullMarked
package io.followsync.worker.ledger.r2dbc;

import org.jspecify.annotations.NullMarked;
