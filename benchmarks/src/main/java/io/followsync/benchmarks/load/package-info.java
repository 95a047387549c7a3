/** Load from other processes. */
@NullMarked
package io.followsync.benchmarks.load;

import org.jspecify.annotations.NullMarked;
