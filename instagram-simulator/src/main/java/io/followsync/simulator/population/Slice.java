package io.followsync.simulator.population;

import java.util.List;

/**
 * Consecutive rows of a list.
 *
 * @param next where the following slice begins (a position of followers, an offset of
 * following)
 * @param remaining rows after this slice
 */
public record Slice(List<Member> rows, long next, long remaining) {
}
