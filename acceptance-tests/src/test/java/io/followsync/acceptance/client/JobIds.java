package io.followsync.acceptance.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.followsync.stack.job.Session;

/** System A's formula for the id of a job. */
public final class JobIds {

	private static final int DIGITS = 16;

	private JobIds() {
	}

	public static String of(Session session) {
		String text = session.csrfToken() + ":" + session.sessionId();
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash).substring(0, DIGITS);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
