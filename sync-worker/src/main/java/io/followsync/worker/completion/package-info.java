/**
 * How jobs end. The walked lists are <em>judged</em>: that leads to a verdict on both, or
 * to another walk of one. Before a job completes, single members may be <em>probed</em>:
 * asked about one by one. An <em>ending</em> says in which state the job ends and why.
 * What the end of a job stores depends on its kind: there is one {@code JobCompletion}
 * for each.
 */
@NullMarked
package io.followsync.worker.completion;

import org.jspecify.annotations.NullMarked;
