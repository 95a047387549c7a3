/** Sending records without ever blocking or failing the caller. */
@NullMarked
package io.followsync.runtime.kafka;

import org.jspecify.annotations.NullMarked;
