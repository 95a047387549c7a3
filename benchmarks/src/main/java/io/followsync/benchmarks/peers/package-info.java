/** The clients that people use today, on the same account. */
@NullMarked
package io.followsync.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
