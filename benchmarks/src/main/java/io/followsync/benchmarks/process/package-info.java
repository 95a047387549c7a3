/** Child processes that never outlive a run, and waits that have a bound. */
@NullMarked
package io.followsync.benchmarks.process;

import org.jspecify.annotations.NullMarked;
