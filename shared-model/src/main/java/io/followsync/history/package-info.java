/**
 * What both services say of the history of a kept account. A <em>relationship</em> is one
 * member of one list over time; an <em>event</em> is its beginning, its end, or a change
 * of the member, each known to lie between two times; an <em>activity</em> is what the
 * system or the owner did with the account.
 */
@NullMarked
package io.followsync.history;

import org.jspecify.annotations.NullMarked;
