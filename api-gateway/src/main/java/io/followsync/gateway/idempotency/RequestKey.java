package io.followsync.gateway.idempotency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import io.followsync.account.OwnerId;
import io.followsync.gateway.edge.ApiException;

/**
 * One request of an owner, by the key that their client chose.
 *
 * @param request what was asked for, as a hash in hexadecimal digits
 */
public record RequestKey(OwnerId owner, String key, String request) {

	private static final Pattern FORM = Pattern.compile("[\\x21-\\x7E]{1,255}");

	/**
	 * @param key the header {@code Idempotency-Key}
	 * @param call what is called, with its path
	 * @throws ApiException if the key is not 1 to 255 visible characters of ASCII
	 */
	public static RequestKey of(OwnerId owner, String key, String call, byte[] body) {
		return of(owner, key, call, (digest) -> digest.update(body));
	}

	/**
	 * The same for a request of several lists of texts, of which it copies one text at a
	 * time.
	 */
	public static RequestKey of(OwnerId owner, String key, String call, List<? extends Collection<String>> lists) {
		return of(owner, key, call, (digest) -> lists.forEach((list) -> {
			update(digest, list.size());
			list.forEach((text) -> {
				byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
				update(digest, bytes.length);
				digest.update(bytes);
			});
		}));
	}

	private static RequestKey of(OwnerId owner, String key, String call, Consumer<MessageDigest> body) {
		if (!FORM.matcher(key).matches()) {
			throw ApiException.badRequest("Idempotency-Key is 1 to 255 visible ASCII characters.");
		}
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(call.getBytes(StandardCharsets.UTF_8));
			digest.update((byte) 0);
			body.accept(digest);
			return new RequestKey(owner, key, HexFormat.of().formatHex(digest.digest()));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	// Lengths first, so that no two requests have the same bytes.
	private static void update(MessageDigest digest, int length) {
		digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
	}

}
