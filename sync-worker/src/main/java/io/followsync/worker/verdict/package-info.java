/**
 * Whether a list that was walked is complete: the decision table and its thresholds. A
 * list is <em>exact</em> if whoever it does not show is proven not to be in it. Lists
 * that are not complete are <em>suspect</em> (read to an end that is not believed) or
 * <em>partial</em> (not read to an end).
 */
@NullMarked
package io.followsync.worker.verdict;

import org.jspecify.annotations.NullMarked;
