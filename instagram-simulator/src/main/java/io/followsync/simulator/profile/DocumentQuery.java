package io.followsync.simulator.profile;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** What a query of the present GraphQL API asks for; its document's id says which. */
sealed interface DocumentQuery {

	/** As asked by instaloader for a profile. */
	String PROFILE_BY_ID = "25980296051578533";

	/** As asked by instaloader to find the id of a name. */
	String NAME_SEARCH = "26347858941511777";

	long NOBODY = -1;

	static DocumentQuery read(@Nullable String document, @Nullable String variables) {
		String text = (variables != null) ? variables : "";
		if (PROFILE_BY_ID.equals(document)) {
			return new ProfileById(idIn(text));
		}
		if (NAME_SEARCH.equals(document)) {
			Matcher name = Patterns.NAME.matcher(text);
			return new NameSearch(name.find() ? name.group(1).toLowerCase(Locale.ROOT) : "");
		}
		return new Rotated();
	}

	/** The id that the variables of a query name; {@link #NOBODY} if they name none. */
	static long idIn(String variables) {
		Matcher id = Patterns.ID.matcher(variables);
		return id.find() ? Long.parseLong(id.group(1)) : NOBODY;
	}

	/** The profile of the account with that id. */
	record ProfileById(long id) implements DocumentQuery {
	}

	/** The accounts that a name finds. */
	record NameSearch(String name) implements DocumentQuery {
	}

	/** A document that is not known, as after a rotation of the ids. */
	record Rotated() implements DocumentQuery {
	}

	/** Where the variables stand in their JSON. */
	final class Patterns {

		static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"?(\\d{1,18})(?!\\d)");

		static final Pattern NAME = Pattern.compile("\"query\"\\s*:\\s*\"([\\w.]{1,30})\"");

		private Patterns() {
		}

	}

}
