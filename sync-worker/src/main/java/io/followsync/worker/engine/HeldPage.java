package io.followsync.worker.engine;

import io.followsync.job.ListKind;
import io.followsync.worker.source.Page;

/**
 * A page that names no viewer. It is stored once the viewer is known, and discarded when
 * the run ends before.
 */
record HeldPage(ListKind list, Page page) {
}
