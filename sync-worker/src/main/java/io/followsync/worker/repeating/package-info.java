/** Doing one thing again and again. */
@NullMarked
package io.followsync.worker.repeating;

import org.jspecify.annotations.NullMarked;
