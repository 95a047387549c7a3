/** Whether a walked list is proven complete: the decision table and its thresholds. */
@NullMarked
package io.followsync.worker.verdict;

import org.jspecify.annotations.NullMarked;
