/** The product to measure, and what it and its database used. */
@NullMarked
package io.followsync.benchmarks.stack;

import org.jspecify.annotations.NullMarked;
