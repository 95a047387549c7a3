/** Figures of the runtime that no library of ours tells by itself. */
@NullMarked
package io.followsync.gateway.metrics;

import org.jspecify.annotations.NullMarked;
