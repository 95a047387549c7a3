package io.followsync.gateway.imports;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of an uploaded file: the last part of what the client sent, cut to 100
 * characters, in lower case, without harmful characters. The worker recognizes the same
 * names as lists, so every list that was accepted is read.
 */
record FileName(String value) {

	private static final int LONGEST = 100;

	private static final Pattern HARMFUL = Pattern.compile("[^a-z0-9._ ()-]");

	// A browser that saved a file twice has put " (1)" into its name.
	private static final String NUMBERS = "(_\\d{1,6})?( \\(\\d{1,3}\\))?\\.json";

	private static final Pattern FOLLOWERS = Pattern.compile("followers" + NUMBERS);

	private static final Pattern FOLLOWING = Pattern.compile("following" + NUMBERS);

	static FileName of(String sent) {
		String base = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
		String kept = base.substring(Math.max(0, base.length() - LONGEST)).toLowerCase(Locale.ROOT);
		String safe = HARMFUL.matcher(kept).replaceAll("_");
		return new FileName(safe.isEmpty() ? "file" : safe);
	}

	boolean namesFollowers() {
		return FOLLOWERS.matcher(this.value).matches();
	}

	boolean namesFollowing() {
		return FOLLOWING.matcher(this.value).matches();
	}

}
