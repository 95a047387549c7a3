package io.followsync.acceptance.stack;

import java.util.Map;

/** One record of a topic. */
public record Record(byte[] key, byte[] value, Map<String, byte[]> headers) {

	public Record(byte[] key, byte[] value) {
		this(key, value, Map.of());
	}

}
