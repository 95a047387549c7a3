package io.followsync.stack.job;

import java.security.SecureRandom;

/** The two cookie values of a signed-in account. {@code toString} hides both. */
public record Session(long userId, String csrfToken, String sessionId) {

	private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

	private static final int CSRF_LENGTH = 32;

	private static final int SECRET_LENGTH = 14;

	/** Makes up a session that nobody has used before. */
	public static Session made(long userId) {
		SecureRandom random = new SecureRandom();
		return new Session(userId, letters(random, CSRF_LENGTH),
				"%d%%3A%s%%3A20".formatted(userId, letters(random, SECRET_LENGTH)));
	}

	private static String letters(SecureRandom random, int length) {
		StringBuilder letters = new StringBuilder(length);
		for (int i = 0; i < length; i++) {
			letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
		}
		return letters.toString();
	}

	@Override
	public String toString() {
		return "Session[of " + this.userId + "]";
	}

}
