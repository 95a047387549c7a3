package io.followsync.gateway.imports;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of an uploaded file: the last part of what the client sent, of at most 100
 * harmless characters, in lower case.
 */
record FileName(String value) {

	private static final int LONGEST = 100;

	private static final Pattern HARMFUL = Pattern.compile("[^a-z0-9._-]");

	private static final Pattern FOLLOWERS = Pattern.compile("followers.*\\.json");

	private static final String FOLLOWING = "following.json";

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
		return this.value.equals(FOLLOWING);
	}

}
