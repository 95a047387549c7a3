package io.followsync.worker.source;

/**
 * Where a walk goes on: opaque, to be given back unchanged to the source that gave it.
 */
public record Cursor(String value) {
}
