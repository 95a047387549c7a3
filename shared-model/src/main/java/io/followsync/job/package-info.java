/** The sync job, as both services and all messages represent it. */
@NullMarked
package io.followsync.job;

import org.jspecify.annotations.NullMarked;
