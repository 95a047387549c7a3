package io.followsync.acceptance.stack;

/** Key and value of one record of a topic. */
public record Record(byte[] key, byte[] value) {
}
