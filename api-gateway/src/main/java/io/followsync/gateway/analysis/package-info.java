/**
 * System A's API: an <em>analysis</em> is the job of one submitted session, shown in four
 * states, with its result. Accepting a submission is part of it: sealed, stored in one
 * statement, then announced to the workers.
 */
@NullMarked
package io.followsync.gateway.analysis;

import org.jspecify.annotations.NullMarked;
