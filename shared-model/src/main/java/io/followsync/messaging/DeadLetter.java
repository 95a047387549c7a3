package io.followsync.messaging;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Describes a record that could not be decoded and repeats nothing of it: neither value
 * nor headers, nor the key, although the architecture keeps that "as received". Anybody
 * may have written the record, so each of them may hold a secret, which must not outlast
 * the record. The record itself stays at its offset for as long as its own topic keeps
 * it; nothing has to be sent again, because the database makes up for it.
 * <p>
 * Equal values have equal hashes. Who guesses a short value can confirm it by its hash.
 *
 * @param headers all that a dead letter consists of: the {@code reason}; {@code origin}
 * (a topic), {@code partition} and {@code offset} of the record; its own {@code time}, as
 * in ISO 8601; with a key {@code key-size}, with a value {@code value-size}, both in
 * bytes, and {@code value-sha256} in hex
 */
public record DeadLetter(Map<String, byte[]> headers) {

	/**
	 * @param reason why it cannot be decoded; must not quote the record
	 */
	public static DeadLetter of(Origin origin, byte @Nullable [] key, byte @Nullable [] value, String reason) {
		Map<String, byte[]> headers = new LinkedHashMap<>();
		headers.put("reason", bytes(reason));
		headers.put("origin", bytes(origin.topic()));
		headers.put("partition", bytes(origin.partition()));
		headers.put("offset", bytes(origin.offset()));
		headers.put("time", bytes(origin.time()));
		if (key != null) {
			headers.put("key-size", bytes(key.length));
		}
		if (value != null) {
			headers.put("value-size", bytes(value.length));
			headers.put("value-sha256", bytes(HexFormat.of().formatHex(sha256().digest(value))));
		}
		return new DeadLetter(headers);
	}

	private static byte[] bytes(Object printed) {
		return printed.toString().getBytes(StandardCharsets.UTF_8);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java runtime has SHA-256", ex);
		}
	}

	/** Where the record is, and its own time. */
	public record Origin(String topic, int partition, long offset, Instant time) {
	}

}
