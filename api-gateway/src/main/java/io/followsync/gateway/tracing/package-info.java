/** Which calls are traced, and how callers learn of it. */
@NullMarked
package io.followsync.gateway.tracing;

import org.jspecify.annotations.NullMarked;
