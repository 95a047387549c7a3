/** Which replicas are running, and with how many slots. */
@NullMarked
package io.followsync.worker.roster;

import org.jspecify.annotations.NullMarked;
