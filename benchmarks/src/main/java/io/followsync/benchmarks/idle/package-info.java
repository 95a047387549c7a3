/** What services cost that have nothing to do. */
@NullMarked
package io.followsync.benchmarks.idle;

import org.jspecify.annotations.NullMarked;
