/**
 * How jobs end. The walked lists are <em>judged</em>: that leads to a verdict on both, or
 * to another walk of one. Before a job completes, single members may be <em>probed</em>:
 * asked about one by one. An <em>ending</em> says in which state the job ends and why.
 * What a job of a kind does, and what its end stores, is up to the {@code JobCompletion}
 * of that kind.
 */
@NullMarked
package io.followsync.worker.completion;

import org.jspecify.annotations.NullMarked;
