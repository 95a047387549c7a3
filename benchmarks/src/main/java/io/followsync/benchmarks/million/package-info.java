/**
 * An account of a million followers: how long the transaction that ends its sync (the
 * <em>reconcile</em>) and the one before it, which chooses the members to ask about (the
 * <em>choice of probes</em>), take, and how much live heap the worker holds.
 */
@NullMarked
package io.followsync.benchmarks.million;

import org.jspecify.annotations.NullMarked;
