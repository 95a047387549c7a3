/**
 * Whether a walked list is complete, proven or accepted: the decision table and its
 * thresholds.
 */
@NullMarked
package io.followsync.worker.verdict;

import org.jspecify.annotations.NullMarked;
