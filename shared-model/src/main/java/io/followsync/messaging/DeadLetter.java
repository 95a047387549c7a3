package io.followsync.messaging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A record that could not be decoded: key and value as received, each cut to 64 KiB, so
 * that a record just within the broker's size limit does not exceed it once the headers
 * are added.
 *
 * @param headers origin, reason and, if the value was cut, its original size
 */
public record DeadLetter(byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers) {

	private static final int MOST_BYTES = 64 * 1024;

	/**
	 * @param origin the topic it came from
	 * @param reason why it cannot be decoded; must not quote the record
	 */
	public static DeadLetter of(String origin, byte @Nullable [] key, byte @Nullable [] value, String reason) {
		Map<String, byte[]> headers = new LinkedHashMap<>();
		headers.put(Topics.ORIGIN_HEADER, bytes(origin));
		headers.put(Topics.REASON_HEADER, bytes(reason));
		if (value != null && value.length > MOST_BYTES) {
			headers.put(Topics.SIZE_HEADER, bytes(Integer.toString(value.length)));
		}
		return new DeadLetter(beginning(key), beginning(value), headers);
	}

	private static byte @Nullable [] beginning(byte @Nullable [] bytes) {
		return (bytes != null && bytes.length > MOST_BYTES) ? Arrays.copyOf(bytes, MOST_BYTES) : bytes;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
