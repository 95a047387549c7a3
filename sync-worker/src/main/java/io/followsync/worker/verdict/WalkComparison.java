package io.followsync.worker.verdict;

/**
 * Two walks over one list, side by side.
 *
 * @param union distinct members of both
 * @param differing members that only one of them showed
 */
public record WalkComparison(long union, long differing) {
}
