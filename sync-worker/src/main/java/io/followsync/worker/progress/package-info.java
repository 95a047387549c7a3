/** Tells the gateways how far a job has come. */
@NullMarked
package io.followsync.worker.progress;

import org.jspecify.annotations.NullMarked;
