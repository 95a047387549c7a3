/**
 * How fast one account is read, beside a bare client that follows the same cursors, and
 * what a page costs the worker.
 */
@NullMarked
package io.followsync.benchmarks.walk;

import org.jspecify.annotations.NullMarked;
