/** The machine, and what processes used of it. */
@NullMarked
package io.followsync.benchmarks.machine;

import org.jspecify.annotations.NullMarked;
