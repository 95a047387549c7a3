/**
 * Who follows whom: populations computed from an account's numbers, never stored member
 * by member. A person has a number within the account; a position is a place in a list,
 * counted from the oldest; a rank counts only those present now.
 */
@NullMarked
package io.followsync.simulator.population;

import org.jspecify.annotations.NullMarked;
