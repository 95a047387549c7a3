package io.followsync.gateway.imports;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of an uploaded file: the last segment of the path that the client sent, cut to
 * its last 100 characters, in lower case, with harmful characters replaced. The worker
 * recognizes the same names as lists, so every accepted list is read.
 */
record FileName(String value) {

	private static final int LONGEST = 100;

	private static final Pattern HARMFUL = Pattern.compile("[^a-z0-9._ ()-]");

	// A browser that saves a file twice adds " (1)" to its name.
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
