package io.followsync.worker.source.dataexport;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a file of an export is to us, by its name.
 */
enum Role {

	// A browser that saved a file twice put " (1)" into its name.
	FOLLOWERS("followers(_\\d{1,6})?( \\(\\d{1,3}\\))?\\.json"),

	FOLLOWING("following(_\\d{1,6})?( \\(\\d{1,3}\\))?\\.json"),

	/** One of the lists in the form that holds no ids and dates of any language. */
	HTML("follow(ers|ing)(_\\d{1,6})?( \\(\\d{1,3}\\))?\\.html?"),

	/** Stands in an empty category. */
	NO_DATA("no-data\\.txt"),

	OTHER(".*");

	private final Pattern names;

	Role(String names) {
		this.names = Pattern.compile(names, Pattern.DOTALL);
	}

	/** The role of a file of that name, folders left out. */
	static Role of(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		for (Role role : values()) {
			if (role.names.matcher(lower).matches()) {
				return role;
			}
		}
		return OTHER;
	}

}
