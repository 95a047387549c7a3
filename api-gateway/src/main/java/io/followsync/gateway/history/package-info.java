/**
 * What happened to a kept account. An <em>event</em> is a change of one member, known to
 * lie between two times and numbered in the order in which events became visible; the
 * <em>figures</em> are the counts after a sync; an <em>activity</em> is what the system
 * or the owner did.
 */
@NullMarked
package io.followsync.gateway.history;

import org.jspecify.annotations.NullMarked;
