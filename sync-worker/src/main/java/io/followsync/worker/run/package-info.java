/**
 * Runs a job from its claim until this replica lets go of it. A run opens the job's
 * source and repeats <em>steps</em> (at most one request, and the writes that follow from
 * it) until the result of one ends the run. Everything is stored before it is announced.
 * <p>
 * The <em>lease</em> is the time for which a worker holds a job; the <em>fence</em> is a
 * number that rises with every transition, so that a worker that lost its lease writes
 * nothing more. The <em>ledger</em> is all that a run writes. A <em>walk</em> is one
 * reading of a list; between two of its pages lies a <em>page boundary</em>. The
 * <em>viewer</em> is the account whose session reads. A session is <em>unconfirmed</em>
 * until an answer names its viewer, and <em>suspect</em> after an answer that may mean
 * that it is dead. A <em>probe</em> asks how one member stands to the account. A list is
 * <em>exact</em> if it has as many members as declared; then nobody is missing from it.
 * <p>
 * The {@link io.followsync.worker.run.RunPhase} follows from what the run knows, and
 * decides its next step:
 *
 * <pre>
 *  phase               entered when                                  leads to
 *  CHECKING_SESSION    the last wait left the session suspect        any below but CONCLUDING
 *  IDENTIFYING_VIEWER  a page did not name the viewer, and is        REQUESTING_COUNTS, READING,
 *                      withheld                                      JUDGING
 *  REQUESTING_COUNTS   something was delivered, counts not asked     READING, JUDGING
 *  READING             a list has pages left                         itself, IDENTIFYING_VIEWER,
 *                                                                    REQUESTING_COUNTS, JUDGING
 *  JUDGING             both walks have ended                         READING (walk again), CONCLUDING
 *  CONCLUDING          both lists are judged                         itself (next probe), the end
 * </pre>
 *
 * What may happen to a job, in the states of its row:
 *
 * <pre>
 *  QUEUED   claimed                         --> RUNNING, under a lease and a higher fence
 *           its lane cools down or is busy  --> PARKED
 *  PARKED   its wait is over, claimed       --> RUNNING
 *  RUNNING  lease renewed beside the steps  --> RUNNING
 *           lease ran out, claimed          --> RUNNING at another worker, at the same page
 *    before the first step:
 *           cancellation requested          --> CANCELLED
 *           too old, or claimed in vain     --> FAILED; COMPLETED if its lists prove complete
 *           its source cannot be opened     --> PARKED
 *    at a page boundary:
 *           must wait (429, 5xx, budget)    --> PARKED; a withheld page is discarded
 *           draining                        --> QUEUED, for any other worker
 *           cancellation requested          --> CANCELLED
 *           judged, or failed for good      --> COMPLETED or FAILED
 *    at any write, and before a request:
 *           lease lost                      --> the run ends and writes nothing more
 * </pre>
 *
 * A job that waits is cancelled by being claimed. Opening a source is cut short whenever
 * a run must stop, a pause only by draining; requests and writes are always awaited.
 */
@NullMarked
package io.followsync.worker.run;

import org.jspecify.annotations.NullMarked;
