/** Sending records without ever blocking or failing a job. */
@NullMarked
package io.followsync.worker.broker;

import org.jspecify.annotations.NullMarked;
