/**
 * How fast one account is read, beside a bare client that follows the same cursors, and
 * what a page costs the worker. A walk reads one list to its end, page by page; a sync
 * walks both lists of an account and stores them.
 */
@NullMarked
package io.followsync.benchmarks.walk;

import org.jspecify.annotations.NullMarked;
