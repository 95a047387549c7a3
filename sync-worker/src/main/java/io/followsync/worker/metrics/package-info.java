/** Figures of the runtime that no library of ours tells by itself. */
@NullMarked
package io.followsync.worker.metrics;

import org.jspecify.annotations.NullMarked;
