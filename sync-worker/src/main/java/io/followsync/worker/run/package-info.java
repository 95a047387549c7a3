/**
 * Runs a job that is claimed, from its claim until this replica releases it. A run opens
 * the job's source and repeats <em>steps</em> (one request, one write) until the result
 * of one ends the run. What is stored comes first, what is announced second. The
 * <em>ledger</em> is what a run writes, each time under its lease. A <em>walk</em> is one
 * reading of a list; between its pages lies a <em>page boundary</em>. The <em>viewer</em>
 * is the account whose session reads; a session is <em>unconfirmed</em> until an answer
 * names it, and <em>suspect</em> after an answer that may mean that it is dead. The run's
 * {@link io.followsync.worker.run.RunPhase} decides its next step:
 *
 * <pre>
 *  claim --> READING &lt;------------------ JUDGING --> CONCLUDING --> end
 *             | ^  \                      ^  (walk again)  | ^
 *             | |   all pages read -------/               +-+ probe
 *             | +-- viewer known, page stored
 *             v
 *  IDENTIFYING_VIEWER    (a page names nobody)
 *  REQUESTING_COUNTS     (once, after the first page)
 *  CHECKING_SESSION      (first, after a wait that left the session suspect)
 * </pre>
 *
 * What may happen to a job, in the states of its row:
 *
 * <pre>
 *  QUEUED   claimed                       --> RUNNING, under a lease and a higher fence
 *           its lane cools down or is busy --> PARKED
 *  PARKED   its wait is over, claimed     --> RUNNING
 *  RUNNING  lease renewed                 --> RUNNING, beside the steps
 *           lease ran out, claimed        --> RUNNING at another worker, same page
 *    and at a page boundary only:
 *           must wait                     --> PARKED; a held page is forgotten
 *           draining                      --> QUEUED, for any other worker
 *           cancellation requested        --> CANCELLED
 *           lease lost                    --> nothing is written any more
 *           judged, or failed for good    --> COMPLETED or FAILED
 *           may not run (too old, ...)    --> FAILED, before its first step
 * </pre>
 *
 * A job that waits is cancelled by being claimed. Only opening a source and pauses are
 * cut short when a run must stop; requests and writes are always awaited.
 */
@NullMarked
package io.followsync.worker.run;

import org.jspecify.annotations.NullMarked;
