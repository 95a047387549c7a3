/** The end of a sync: what its lists and probes show is reconciled with the history. */
@NullMarked
package io.followsync.worker.completion.sync;

import org.jspecify.annotations.NullMarked;
