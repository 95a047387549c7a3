/**
 * Removes jobs and kept accounts, with all of their data, when they are due for removal.
 * A <em>duty</em> is what only one worker at a time does.
 * <p>
 * Whatever locks several of these takes them in this order, so that nothing waits in a
 * circle: the account (by the advisory lock that gateways take, too), the job's row, a
 * sign-in, the account's row, its owners, the members of its lists.
 */
@NullMarked
package io.followsync.worker.retention;

import org.jspecify.annotations.NullMarked;
