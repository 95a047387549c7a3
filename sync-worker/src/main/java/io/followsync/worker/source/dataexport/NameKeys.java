package io.followsync.worker.source.dataexport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import com.carrotsearch.hppc.LongObjectHashMap;

/**
 * Keys of members that are known by name only: the first 64 bits of SHA-256 of the
 * lower-case name in UTF-8, with the sign bit set. So a key is negative, never zero, the
 * same in every import, and holds 63 bits of hash.
 * <p>
 * One instance sees all names of an import. It refuses two names with the same key,
 * rather than take two people for one; among two million names, the chance of that is 2
 * in ten million.
 */
final class NameKeys {

	private final MessageDigest sha256 = sha256();

	private final LongObjectHashMap<String> names = new LongObjectHashMap<>();

	long of(String name) {
		long key = ByteBuffer.wrap(this.sha256.digest(name.getBytes(StandardCharsets.UTF_8))).getLong()
				| Long.MIN_VALUE;
		register(key, name);
		return key;
	}

	void register(long key, String name) {
		// A repeated name costs no heap for another copy.
		if (!this.names.putIfAbsent(key, name) && !name.equals(this.names.get(key))) {
			throw new UnreadableExportException("Two names in this export cannot be distinguished.",
					"Please report this.");
		}
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java runtime has SHA-256", ex);
		}
	}

}
