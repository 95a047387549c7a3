/**
 * Runs a job from its claim until this replica no longer holds it. A run opens the job's
 * source and repeats <em>steps</em> until the result of one ends the run. A step makes at
 * most one request, and the writes before and after it; everything is stored before it is
 * announced. A request's {@code Answer} becomes an {@code Outcome}; a failed one mostly
 * becomes a {@code Decision} of the policy. Each step ends in a {@code StepResult}, which
 * the loop of {@code JobRunner} carries out.
 *
 * <pre>
 *  lease          the time for which a worker holds a job
 *  fence          rises whenever a job is claimed, released, parked or ended, whoever
 *                 does it; a run's writes to its job then have no effect any more
 *  receipt        what a write returns: the row's new sequence number and time, and
 *                 whether the job shall be cancelled
 *  ledger         what a run writes under its lease, and reads back to resume
 *  step boundary  the moment between two steps; nothing is in flight
 *  lane           runs one job at a time: an account, a session whose account is not
 *                 confirmed yet, or one import. It is busy while its job runs, and while
 *                 it is parked after a first answer. All but an import's have a budget
 *                 of requests, and cooldowns during which they make none
 *  walk           one reading of a list, from its first page to its end
 *  verdict        whether a list is COMPLETE, PARTIAL or SUSPECT. Nobody is missing
 *                 from an exact list: it shows every declared member, two walks
 *                 without a declared count agree, or files show all of it
 *  viewer         the account whose session reads
 *  proven         a session that claims to be of an account, once an answer names that
 *                 account as its viewer
 *  unconfirmed    a session, until an answer names its viewer
 *  suspect        a session, after an answer that may mean that it is dead
 *  probe          a request that asks how one member stands to the account
 * </pre>
 *
 * The {@link io.followsync.worker.run.RunPhase} follows from what the run knows, and
 * selects its next step. A fresh run starts in READING, or in PROVING_ACCOUNT if its job
 * reads no list. A phase that makes requests may be repeated after a pause, and may park
 * the job; from any phase, the job may be handed over or ended.
 *
 * <pre>
 *  phase               entered when                                  leads to
 *  PROVING_ACCOUNT     the job reads no list                         the end
 *  CHECKING_SESSION    resumed after a 401 that left the session     READING
 *                      suspect
 *  IDENTIFYING_VIEWER  a page did not name the viewer, and is        REQUESTING_COUNTS, READING
 *                      withheld
 *  REQUESTING_COUNTS   the source has answered, and was not asked    READING
 *                      for the declared counts yet
 *  READING             a list has pages left                         READING, IDENTIFYING_VIEWER,
 *                                                                    REQUESTING_COUNTS, JUDGING
 *  JUDGING             the walks of both lists have ended            READING (walk again), CONCLUDING
 *  CONCLUDING          both lists have a verdict                     the next probe, then the end
 * </pre>
 *
 * What may happen to a job once it is queued, in the states of its row:
 *
 * <pre>
 *  QUEUED   claimed                          --> RUNNING, under a lease and a higher fence
 *  PARKED   its wait is over, claimed        --> RUNNING
 *  QUEUED, PARKED whose wait is over, and RUNNING whose lease ran out:
 *           its lane cools down or is busy   --> PARKED, by the dispatcher
 *           its row contradicts itself       --> FAILED, by the claim
 *  RUNNING  lease renewed beside the steps   --> RUNNING
 *           lease ran out, claimed           --> RUNNING at any worker, at the same page
 *    before the first step:
 *           cancellation requested           --> CANCELLED
 *           too old, lost too many workers, or
 *           claimed too often without a
 *           stored answer, wait or handover  --> FAILED; COMPLETED if its lists prove complete
 *           its source is not ready here     --> PARKED
 *           its account is not connected     --> FAILED
 *    at an unforeseen error, or an outage of the database:
 *           the run ends                     --> RUNNING, until its lease runs out
 *    at a step boundary:
 *           budget empty for long, lane cools
 *           down or is busy, throttled (429,
 *           but not over counts or a probe),
 *           failed repeatedly (5xx), suspect --> PARKED; a withheld page is discarded
 *           draining                         --> QUEUED, for any other worker
 *           cancellation requested           --> CANCELLED
 *           judged, proven, or failed for
 *           good                             --> COMPLETED or FAILED
 *    at a step boundary, and before a metered request:
 *           lease ran out                    --> RUNNING, unheld: the run ends. A page that was
 *                                                in flight is still stored if nobody claimed
 *    there, and at any write to the job:
 *           fence has risen                  --> as whoever raised it says: the run ends
 * </pre>
 *
 * The gateway cancels a waiting job itself. A running one is cancelled by its worker, or
 * by the next one that claims it; a run learns of a cancellation from its next write or
 * renewal. While a source is being opened, such a renewal, one that finds the job no
 * longer held, and draining take effect at once; a pause ends early only for draining.
 * Requests and writes are awaited: a request until it times out, a write for the time of
 * a lease, and both no longer than a replica may take to drain.
 */
@NullMarked
package io.followsync.worker.run;

import org.jspecify.annotations.NullMarked;
