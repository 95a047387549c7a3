/**
 * An account of a million followers: what the transaction that ends its sync (the
 * <em>reconcile</em>) takes, and what the worker holds in memory meanwhile.
 */
@NullMarked
package io.followsync.benchmarks.million;

import org.jspecify.annotations.NullMarked;
