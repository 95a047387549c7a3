package io.followsync.worker.source;

/**
 * How a viewer and a member stand to each other, as the source says when asked for that
 * member alone.
 *
 * @param following whether the viewer follows the member
 * @param followedBy whether the member follows the viewer
 */
public record Relation(boolean following, boolean followedBy) {
}
