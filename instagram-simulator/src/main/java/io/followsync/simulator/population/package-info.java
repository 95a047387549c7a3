/**
 * Who follows whom: populations computed from an account's numbers, never stored member
 * by member.
 */
@NullMarked
package io.followsync.simulator.population;

import org.jspecify.annotations.NullMarked;
