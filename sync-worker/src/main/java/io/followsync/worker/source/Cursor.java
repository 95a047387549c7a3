package io.followsync.worker.source;

/**
 * Where a walk continues: opaque, and passed back unchanged to the source that gave it.
 */
public record Cursor(String value) {
}
