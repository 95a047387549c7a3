/**
 * Runs a job from its claim until this replica no longer holds it. A run opens the job's
 * source and repeats <em>steps</em> until the result of one ends the run. A step makes at
 * most one request and the writes that follow from it; everything is stored before it is
 * announced. A request's {@code Answer} becomes an {@code Outcome}, a failed one a
 * {@code Decision} of the policy, and either a {@code StepResult}, which the loop of
 * {@code JobRunner} carries out.
 *
 * <pre>
 *  lease          the time for which a worker holds a job
 *  fence          rises with every claim and release, so that a worker that lost its
 *                 lease writes nothing more
 *  receipt        what a write returns: the row's new sequence number and time, and
 *                 whether the job shall be cancelled
 *  ledger         what a run writes under its lease, and reads back to resume
 *  step boundary  the moment between two steps; nothing is in flight
 *  lane           runs one job at a time: an account, a session whose account is not
 *                 confirmed yet, or one import. It has a budget of requests, and a
 *                 cooldown during which it makes none
 *  walk           one reading of a list, from its first page to its end
 *  verdict        whether a list is COMPLETE, PARTIAL or SUSPECT. An exact list shows
 *                 every member that is declared, so nobody is missing from it
 *  viewer         the account whose session reads
 *  unconfirmed    a session, until an answer names its viewer
 *  suspect        a session, after an answer that may mean that it is dead
 *  probe          a request that asks how one member stands to the account
 * </pre>
 *
 * The {@link io.followsync.worker.run.RunPhase} follows from what the run knows, and
 * selects its next step. A fresh run starts in READING. Any phase may be repeated after a
 * pause, and from any the job may be parked, handed over or ended.
 *
 * <pre>
 *  phase               entered when                                  leads to
 *  CHECKING_SESSION    resumed after a 401 that left the session     REQUESTING_COUNTS, READING,
 *                      suspect                                       JUDGING
 *  IDENTIFYING_VIEWER  a page did not name the viewer, and is        REQUESTING_COUNTS, READING,
 *                      withheld                                      JUDGING
 *  REQUESTING_COUNTS   the source has answered, and was not asked    READING, JUDGING
 *                      for the declared counts yet
 *  READING             a list has pages left                         IDENTIFYING_VIEWER,
 *                                                                    REQUESTING_COUNTS, JUDGING
 *  JUDGING             the walks of both lists have ended            READING (walk again), CONCLUDING
 *  CONCLUDING          both lists have a verdict                     the next probe, then the end
 * </pre>
 *
 * What may happen to a job, in the states of its row:
 *
 * <pre>
 *  QUEUED   claimed                          --> RUNNING, under a lease and a higher fence
 *  PARKED   its wait is over, claimed        --> RUNNING
 *  QUEUED, PARKED, and RUNNING whose lease ran out:
 *           its lane cools down or is busy   --> PARKED, by the dispatcher
 *           its row contradicts itself       --> FAILED, by the claim
 *  RUNNING  lease renewed beside the steps   --> RUNNING
 *           lease ran out, claimed           --> RUNNING at another worker, at the same page
 *    before the first step:
 *           cancellation requested           --> CANCELLED
 *           too old, or claimed too often
 *           without progress                 --> FAILED; COMPLETED if its lists prove complete
 *           its source cannot be opened      --> PARKED
 *    at a step boundary:
 *           budget empty, lane cools down or
 *           is busy, throttled (429), failed
 *           repeatedly (5xx), session suspect --> PARKED; a withheld page is discarded
 *           draining                         --> QUEUED, for any other worker
 *           cancellation requested           --> CANCELLED
 *           judged, or failed for good       --> COMPLETED or FAILED
 *    at a step boundary, before a request, and at any write:
 *           lease lost                       --> the run ends and writes nothing more
 * </pre>
 *
 * The gateway cancels a waiting job itself. A running one is cancelled by its worker, or
 * by the next one that claims it. While a source is being opened, a lost renewal, a
 * cancellation and draining take effect at once; a pause ends early only for draining.
 * Requests and writes are always awaited.
 */
@NullMarked
package io.followsync.worker.run;

import org.jspecify.annotations.NullMarked;
