/**
 * Tells the gateways the stored state of a job, which they show to those who watch it.
 */
@NullMarked
package io.followsync.worker.progress;

import org.jspecify.annotations.NullMarked;
