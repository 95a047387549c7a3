package io.followsync.credential;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.followsync.job.AccountId;
import io.followsync.job.Capability;

/**
 * The two cookie values of a web session. Both hold only allow-listed characters, so
 * neither can inject anything into a header. {@link #toString()} hides them.
 *
 * @param csrfToken at most 128 of {@code A-Z a-z 0-9 _ -}
 * @param sessionId at most 512 characters, as submitted, percent-encoded or not
 */
public record WebSession(String csrfToken, String sessionId) {

	private static final Pattern CSRF_TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,128}");

	// Only characters also allowed unencoded may be percent-encoded, so never %0d%0a.
	private static final Pattern SESSION_ID = Pattern
		.compile("(?:[A-Za-z0-9:_.~+/=-]|%(?:3[Aa]|2[Bb]|2[Ff]|3[Dd]|2[Dd]|5[Ff])){1,512}");

	/** The longest session id, in characters. */
	public static final int MAX_SESSION_ID = 512;

	/** The longest CSRF token, in characters. */
	public static final int MAX_CSRF_TOKEN = 128;

	private static final int CAPABILITY_DIGITS = 16;

	private static final Pattern USER_ID = Pattern.compile("^([0-9]{1,19})[%:]");

	public WebSession {
		if (!validCsrfToken(csrfToken) || !validSessionId(sessionId) || claimedBy(sessionId).isEmpty()) {
			throw new IllegalArgumentException("not a web session");
		}
	}

	public static boolean validCsrfToken(String text) {
		return CSRF_TOKEN.matcher(text).matches();
	}

	public static boolean validSessionId(String text) {
		return text.length() <= MAX_SESSION_ID && SESSION_ID.matcher(text).matches();
	}

	/**
	 * The user id before the first {@code %} or {@code :}. Only a claim until Instagram
	 * confirms it.
	 */
	public static Optional<AccountId> claimedBy(String sessionId) {
		Matcher matcher = USER_ID.matcher(sessionId);
		if (!matcher.find()) {
			return Optional.empty();
		}
		try {
			return Optional.of(Long.parseLong(matcher.group(1))).filter((id) -> id > 0).map(AccountId::new);
		}
		catch (NumberFormatException ex) {
			return Optional.empty(); // 19 digits beyond 2^63
		}
	}

	public AccountId claimedAccount() {
		return claimedBy(this.sessionId).orElseThrow();
	}

	/**
	 * The percent-decoded session id: the same for one session however it was submitted.
	 */
	public String canonicalSessionId() {
		return URLDecoder.decode(this.sessionId.replace("+", "%2B"), StandardCharsets.UTF_8);
	}

	/**
	 * The id of this session's analysis, by System A's formula: the first 16 hexadecimal
	 * digits of SHA-256 of {@code csrf_token + ":" + session_id}, both as submitted.
	 */
	public Capability capability() {
		byte[] text = (this.csrfToken + ":" + this.sessionId).getBytes(StandardCharsets.UTF_8);
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
			return new Capability(HexFormat.of().formatHex(hash).substring(0, CAPABILITY_DIGITS));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java runtime has SHA-256", ex);
		}
	}

	@Override
	public String toString() {
		return "WebSession[hidden]";
	}

}
