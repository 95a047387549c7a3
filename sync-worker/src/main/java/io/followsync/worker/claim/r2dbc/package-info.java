/** Claims, lease renewals and due jobs in PostgreSQL. */
@NullMarked
package io.followsync.worker.claim.r2dbc;

import org.jspecify.annotations.NullMarked;
