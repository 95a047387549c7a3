package io.followsync.job;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The unit of exclusion, budgets and cooldowns: at most one job of a lane runs at a time.
 *
 * @param value {@code s:<fingerprint>} for a session whose owner is not confirmed,
 * {@code a:<user id>} for a confirmed account, {@code i:<job>} for an import
 */
public record Lane(String value) {

	/** How the lanes of unconfirmed sessions, accounts and imports begin. */
	public static final String SESSION = "s:";

	public static final String ACCOUNT = "a:";

	public static final String IMPORT = "i:";

	private static final Pattern FORM = Pattern.compile("[sai]:[0-9a-f-]{1,64}");

	public Lane {
		if (!isForm(value)) {
			throw new IllegalArgumentException("not a lane: " + value);
		}
	}

	public static boolean isForm(String value) {
		return FORM.matcher(value).matches();
	}

	public static Lane ofSession(byte[] fingerprint) {
		return new Lane(SESSION + HexFormat.of().formatHex(fingerprint));
	}

	public static Lane ofAccount(AccountId account) {
		return new Lane(ACCOUNT + account.value());
	}

	public static Lane ofImport(JobId job) {
		return new Lane(IMPORT + job);
	}

	public boolean isUnconfirmed() {
		return this.value.startsWith(SESSION);
	}

	public boolean isImport() {
		return this.value.startsWith(IMPORT);
	}

	/**
	 * Whether it is unproven whose data this lane works on: all but an account's lane.
	 */
	public boolean isAnonymous() {
		return !this.value.startsWith(ACCOUNT);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
