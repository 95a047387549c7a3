/** Announcing jobs on sync.requests. */
@NullMarked
package io.followsync.gateway.submission.kafka;

import org.jspecify.annotations.NullMarked;
