/** The sync job as both services and every message speak of it. */
@NullMarked
package io.followsync.job;

import org.jspecify.annotations.NullMarked;
