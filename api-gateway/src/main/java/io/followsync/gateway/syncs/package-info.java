/**
 * Syncs of kept accounts. A <em>sync</em> is a job that reads both lists of an account
 * and adds what changed to its history; an account has one <em>live</em> sync at most. An
 * ended one is kept in a shorter form when its job is removed.
 */
@NullMarked
package io.followsync.gateway.syncs;

import org.jspecify.annotations.NullMarked;
