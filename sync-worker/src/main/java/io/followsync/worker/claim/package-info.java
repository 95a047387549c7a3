/**
 * Claims jobs and holds them. A job is <em>runnable</em> if it is queued, if its wait is
 * over, or if its worker's lease has run out. To <em>claim</em> it is to take a
 * <em>lease</em> on it under a higher <em>fence</em>: the number that every later write
 * must show. A claimed job occupies a <em>slot</em> of this replica until its run is
 * over; meanwhile its lease is renewed. A <em>wake-up</em> says that a job may be
 * runnable, and nothing depends on it. A replica that stops <em>drains</em>: it claims
 * nothing more, and hands over what it holds. What happens between claim and release is
 * the business of {@code run}.
 */
@NullMarked
package io.followsync.worker.claim;

import org.jspecify.annotations.NullMarked;
