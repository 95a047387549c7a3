/** The sync-worker: claims jobs, reads their lists, keeps the ledger. */
@NullMarked
package io.followsync.worker;

import org.jspecify.annotations.NullMarked;
