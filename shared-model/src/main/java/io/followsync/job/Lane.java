package io.followsync.job;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What may not run twice at once, and what budgets and cooldowns belong to.
 *
 * @param value {@code s:<fingerprint>} for a session whose owner is not confirmed,
 * {@code a:<user id>} for a confirmed account, {@code i:<job>} for an import
 */
public record Lane(String value) {

	private static final Pattern FORM = Pattern.compile("[sai]:[0-9a-f-]{1,64}");

	private static final String SESSION = "s:";

	private static final String ACCOUNT = "a:";

	private static final String IMPORT = "i:";

	public Lane {
		if (!isForm(value)) {
			throw new IllegalArgumentException("not a lane: " + value);
		}
	}

	/** Whether this is what a lane looks like. */
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

	/** Whether this lane is a session's whose owner Instagram has not named yet. */
	public boolean unconfirmed() {
		return this.value.startsWith(SESSION);
	}

	/** Whether nobody has proven yet whose data this lane works on. */
	public boolean anonymous() {
		return !this.value.startsWith(ACCOUNT);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
