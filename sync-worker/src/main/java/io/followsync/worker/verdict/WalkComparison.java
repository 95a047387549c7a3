package io.followsync.worker.verdict;

/**
 * The last walk over a list beside the earlier ones.
 *
 * @param union distinct members of all walks
 * @param differing members that only one of two walks showed: the last one, or the
 * earlier one that is most like it
 */
public record WalkComparison(long union, long differing) {
}
