package io.followsync.simulator.friendships;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

import io.followsync.simulator.state.AuditTrail.PageKey;
import io.followsync.simulator.state.Endpoint;

/**
 * The opaque cursor of a followers list: 120 characters of base64, always with '+', '/'
 * and '=' among them. It contains the position and number of its page, can be read for
 * its own account only, and stays valid across restarts.
 */
public record FollowersCursor(long position, int pageNumber) {

	private static final byte[] KEY = "followers cursor of the simulator".getBytes(StandardCharsets.US_ASCII);

	/**
	 * Encodes as "QVFD+/+/": the prefix recorded in earlier years, then characters that
	 * break when a client forgets to percent-encode them.
	 */
	private static final byte[] PREFIX = { 'A', 'Q', 'C', (byte) 0xFB, (byte) 0xFF, (byte) 0xBF };

	private static final int LENGTH = 88;

	private static final int PAYLOAD = Long.BYTES + Integer.BYTES;

	private static final int KEY_SHIFT = 24;

	/**
	 * The {@code max_id} that clients send for that page of either list, "first" for a
	 * page without one and "unreadable" for one that could not be read.
	 */
	public static String maxId(PageKey page) {
		if (page.page() == PageKey.FIRST) {
			return "first";
		}
		if (page.page() == PageKey.UNREADABLE) {
			return "unreadable";
		}
		if (page.endpoint() != Endpoint.FOLLOWERS) {
			return Long.toString(page.page());
		}
		int pageNumber = (int) (page.page() & ((1 << KEY_SHIFT) - 1));
		return new FollowersCursor(page.page() >>> KEY_SHIFT, pageNumber).encode(page.target());
	}

	/** Reads a cursor of that account; empty when it is not one. */
	static Optional<FollowersCursor> decode(long account, String text) {
		return bytes(text).filter((bytes) -> bytes.length == LENGTH).map((bytes) -> {
			byte[] filler = new byte[LENGTH - PREFIX.length - PAYLOAD];
			ByteBuffer.wrap(bytes).get(PREFIX.length + PAYLOAD, filler);
			ByteBuffer payload = masked(ByteBuffer.wrap(bytes).position(PREFIX.length), account, filler);
			return new FollowersCursor(payload.getLong(), payload.getInt());
		}).filter((cursor) -> cursor.encode(account).equals(text));
	}

	String encode(long account) {
		byte[] filler = filler(account);
		ByteBuffer payload = ByteBuffer.allocate(PAYLOAD).putLong(this.position).putInt(this.pageNumber).flip();
		ByteBuffer all = ByteBuffer.allocate(LENGTH).put(PREFIX).put(masked(payload, account, filler)).put(filler);
		return Base64.getEncoder().encodeToString(all.array());
	}

	/** The number that stands for this cursor in the audit; {@link #maxId} reads it. */
	long key() {
		return (this.position << KEY_SHIFT) | this.pageNumber;
	}

	private byte[] filler(long account) {
		ByteBuffer filler = ByteBuffer.allocate(LENGTH - PREFIX.length - PAYLOAD);
		for (int block = 0; filler.hasRemaining(); block++) {
			byte[] digest = digest(ByteBuffer.allocate(3 * Long.BYTES + Integer.BYTES)
				.putLong(account)
				.putLong(this.position)
				.putLong(this.pageNumber)
				.putInt(block)
				.array());
			filler.put(digest, 0, Math.min(digest.length, filler.remaining()));
		}
		return filler.array();
	}

	private static ByteBuffer masked(ByteBuffer payload, long account, byte[] filler) {
		byte[] mask = digest(ByteBuffer.allocate(Long.BYTES + filler.length).putLong(account).put(filler).array());
		ByteBuffer masked = ByteBuffer.allocate(PAYLOAD);
		for (int index = 0; index < PAYLOAD; index++) {
			masked.put((byte) (payload.get() ^ mask[index]));
		}
		return masked.flip();
	}

	private static Optional<byte[]> bytes(String text) {
		try {
			return Optional.of(Base64.getDecoder().decode(text));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private static byte[] digest(byte[] bytes) {
		try {
			MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
			sha256.update(KEY);
			return sha256.digest(bytes);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

}
