/** Which calls are traced, and how callers learn their trace ids. */
@NullMarked
package io.followsync.gateway.tracing;

import org.jspecify.annotations.NullMarked;
