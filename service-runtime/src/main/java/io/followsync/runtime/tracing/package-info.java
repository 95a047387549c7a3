/**
 * Tracing of a call through both services, off by default.
 */
@NullMarked
package io.followsync.runtime.tracing;

import org.jspecify.annotations.NullMarked;
