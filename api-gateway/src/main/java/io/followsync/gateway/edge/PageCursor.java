package io.followsync.gateway.edge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

/**
 * A position in a list, opaque to callers, who send it back to go on from there. It names
 * the list it belongs to, filters included, and grants nothing: whoever changes it gets
 * an error or, if they forge its checksum, another position in what is theirs.
 *
 * @param list what is paged through, such as a view with its filters
 * @param fields the position in its order
 */
public record PageCursor(String list, List<String> fields) {

	private static final byte VERSION = 1;

	private static final int MAX_TEXT = 1000;

	private static final String SEPARATOR = "\0";

	public PageCursor {
		fields = List.copyOf(fields);
	}

	public static PageCursor of(String list, Object... fields) {
		return new PageCursor(list, Arrays.stream(fields).map(Object::toString).toList());
	}

	/**
	 * @param name of the parameter, for the error
	 * @throws ApiException if {@link #text()} cannot have made the text, or not for this
	 * list
	 */
	public static PageCursor parse(String name, String text, String list, int fields) {
		PageCursor cursor = (text.length() > MAX_TEXT) ? null : decode(text);
		if (cursor == null || !cursor.list.equals(list) || cursor.fields.size() != fields) {
			throw foreign(name);
		}
		return cursor;
	}

	public String text() {
		String payload = this.list + SEPARATOR + String.join(SEPARATOR, this.fields);
		byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(ByteBuffer.allocate(bytes.length + 1 + Integer.BYTES)
				.put(VERSION)
				.put(bytes)
				.putInt(checksum(bytes))
				.array());
	}

	public String field(int index) {
		return this.fields.get(index);
	}

	public long number(int index) {
		try {
			return Long.parseLong(field(index));
		}
		catch (NumberFormatException ex) {
			throw foreign("The cursor");
		}
	}

	public Instant time(int index) {
		try {
			return QueryTime.requireSensible("The cursor", Instant.parse(field(index)));
		}
		catch (DateTimeException ex) {
			throw foreign("The cursor");
		}
	}

	public UUID uuid(int index) {
		try {
			return UUID.fromString(field(index));
		}
		catch (IllegalArgumentException ex) {
			throw foreign("The cursor");
		}
	}

	private static ApiException foreign(String name) {
		return ApiException.badRequest(name + " is not what an earlier answer of this list gave.");
	}

	private static @Nullable PageCursor decode(String text) {
		try {
			ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
			if (bytes.remaining() < 1 + Integer.BYTES || bytes.get() != VERSION) {
				return null;
			}
			byte[] payload = new byte[bytes.remaining() - Integer.BYTES];
			bytes.get(payload);
			List<String> parts = List.of(new String(payload, StandardCharsets.UTF_8).split(SEPARATOR, -1));
			PageCursor cursor = new PageCursor(parts.getFirst(), parts.subList(1, parts.size()));
			// One text for each position: also the unused bits of the last digit count.
			return (bytes.getInt() == checksum(payload) && cursor.text().equals(text)) ? cursor : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static int checksum(byte[] bytes) {
		CRC32 checksum = new CRC32();
		checksum.update(bytes);
		return (int) checksum.getValue();
	}

}
