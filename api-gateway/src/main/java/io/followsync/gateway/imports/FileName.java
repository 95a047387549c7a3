package io.followsync.gateway.imports;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of an uploaded file: the last part of what the client sent, of at most 100
 * harmless characters, in lower case. A name that names a list here names it for the
 * worker, too, so no list that was accepted is left out when the export is read.
 */
record FileName(String value) {

	private static final int LONGEST = 100;

	private static final Pattern HARMFUL = Pattern.compile("[^a-z0-9._ ()-]");

	// A browser that saved a file twice put " (1)" into its name.
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
