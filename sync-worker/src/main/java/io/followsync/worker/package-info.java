/**
 * The sync-worker. The way of a job through its packages: {@code due} announces it,
 * {@code claim} takes it into a slot, {@code run} reads it step by step from a
 * {@code source}, {@code completion} judges and ends it. What the steps need:
 * {@code walk} (where the reading of a list stands), {@code verdict} (whether a list is
 * complete), {@code policy} (what to do about failures), {@code budget} (who pays for
 * requests). A <em>lane</em> is what runs one job at a time and has a budget and
 * cooldowns of its own: a confirmed account, a session that is not confirmed yet, or a
 * single import.
 */
@NullMarked
package io.followsync.worker;

import org.jspecify.annotations.NullMarked;
