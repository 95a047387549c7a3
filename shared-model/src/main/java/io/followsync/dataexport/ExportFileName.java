package io.followsync.dataexport;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file of a data export is, by its name and, for the lists of Threads, its folder.
 * The page has the same rule in {@code export-files.js}.
 *
 * @param name without folders, as it was given
 * @param number among the files of its list, which Instagram counts from 1; the first may
 * have none. 0 for a file that is no part of a list
 */
public record ExportFileName(String name, Kind kind, int number) {

	// Browsers that save a file twice add " (1)" or, Firefox, "(1)" to its name.
	private static final String COPY = "(?: ?\\(\\d{1,3}\\))?";

	private static final Pattern LIST = Pattern.compile("(followers|following)(?:_(\\d{1,6}))?" + COPY + "\\.json");

	private static final Pattern HTML = Pattern.compile("follow(?:ers|ing)(?:_\\d{1,6})?" + COPY + "\\.html?");

	// The apostrophe arrives in many encodings.
	private static final Pattern OTHER_LIST = Pattern.compile("(?:pending_follow_requests|recent_follow_requests"
			+ "|recently_unfollowed_(?:profiles|accounts)|(?:blocked|restricted)_(?:profiles|accounts)|close_friends"
			+ "|hide_story_from|follow_requests_you[^a-z0-9]{0,3}ve_received"
			+ "|(?:profiles|accounts)_you[^a-z0-9]{0,3}ve_favorited|removed_suggestions|following_hashtags)" + COPY
			+ "\\.json");

	// Somebody renamed it: if it were skipped, its members would be missing.
	private static final Pattern PART = Pattern
		.compile("follow(?:ers|ing)(?:[ _-]*[0-9(].*|[ -].*|.*\\bcopy\\b.*)\\.(?:json|txt)"
				+ "|follow(?:ers|ing)(?:\\.json)?\\.txt|.*[ -]follow(?:ers|ing)(?:_\\d{1,6})?" + COPY + "\\.json");

	private static final Pattern NOT_ASCII = Pattern.compile("[^ -~]");

	private static final Pattern HTML_ENDING = Pattern.compile("\\.html?$");

	private static final Pattern THREADS = Pattern.compile("(?:.*/)?threads/[^/]*\\.(?:json|html?)", Pattern.DOTALL);

	public enum Kind {

		FOLLOWERS, FOLLOWING,

		/** One of the two lists in the form HTML. */
		HTML,

		/** A list of the same folder that is neither of the two. */
		OTHER_LIST,

		/** A list of Threads, which may have the name of one of Instagram's. */
		THREADS,

		/** The file in an empty category. */
		NO_DATA,

		/** A name that begins like a list's, but that Instagram does not give. */
		RENAMED,

		OTHER

	}

	/** The file at this path, of any system; only its last folder matters. */
	public static ExportFileName of(String path) {
		String plain = path.replace('\\', '/');
		String name = plain.substring(plain.lastIndexOf('/') + 1);
		String lower = name.toLowerCase(Locale.ROOT);
		if (THREADS.matcher(plain.toLowerCase(Locale.ROOT)).matches()) {
			return new ExportFileName(name, Kind.THREADS, 0);
		}
		Matcher list = LIST.matcher(lower);
		if (list.matches()) {
			return new ExportFileName(name, Kind.valueOf(list.group(1).toUpperCase(Locale.ROOT)), numberOf(list));
		}
		return new ExportFileName(name, other(lower), 0);
	}

	private static int numberOf(Matcher list) {
		String number = list.group(2);
		return (number != null) ? Integer.parseInt(number) : 1;
	}

	private static Kind other(String name) {
		if (HTML.matcher(name).matches()) {
			return Kind.HTML;
		}
		if (OTHER_LIST.matcher(name).matches()) {
			return Kind.OTHER_LIST;
		}
		if (name.equals("no-data.txt")) {
			return Kind.NO_DATA;
		}
		return isRenamed(name) ? Kind.RENAMED : Kind.OTHER;
	}

	// A character that cannot be seen may stand anywhere.
	private static boolean isRenamed(String name) {
		String visible = NOT_ASCII.matcher(name).replaceAll("");
		return PART.matcher(visible).matches() || (!visible.equals(name) && LIST.matcher(visible).matches());
	}

	/**
	 * The part of a list that it holds, the same in JSON and in HTML; empty if it holds
	 * none.
	 */
	public String part() {
		Matcher list = LIST.matcher(HTML_ENDING.matcher(this.name.toLowerCase(Locale.ROOT)).replaceFirst(".json"));
		return list.matches() ? list.group(1) + numberOf(list) : "";
	}

	/** Whether it holds members of one of the two lists. */
	public boolean isList() {
		return this.kind == Kind.FOLLOWERS || this.kind == Kind.FOLLOWING;
	}

}
