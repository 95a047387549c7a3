/** Says which replicas are running, and with how many slots: each one's heartbeat. */
@NullMarked
package io.followsync.worker.fleet;

import org.jspecify.annotations.NullMarked;
