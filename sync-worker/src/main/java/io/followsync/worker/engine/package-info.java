/**
 * Runs jobs. A replica claims a job into one of its slots, opens the job's source and
 * repeats steps ({@link io.followsync.worker.engine.Steps}) until a step's result ends
 * the run. The job's {@link io.followsync.worker.engine.RunPhase} decides the step:
 *
 * <pre>
 *  claim --> READING <------------------ JUDGING --> CONCLUDING --> end
 *             | ^  \                      ^  (walk again)  | ^
 *             | |   all pages read -------/               +-+ probe
 *             | +-- viewer known, page stored
 *             v
 *  IDENTIFYING_VIEWER    (a page names nobody)
 *  REQUESTING_COUNTS     (once, after the first page)
 *  CHECKING_SESSION      (first, after a wait that left the session suspect)
 *
 *  at any page boundary:  must wait  --> PARKED, claimed again when it is over
 *                         draining   --> QUEUED, claimed by another worker
 *                         cancelled  --> CANCELLED
 *                         lease lost --> nothing is written any more
 * </pre>
 *
 * Leases are renewed beside the steps. Everything is stored before it is announced.
 */
@NullMarked
package io.followsync.worker.engine;

import org.jspecify.annotations.NullMarked;
