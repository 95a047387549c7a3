package io.followsync.worker.source.dataexport;

import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a file of an export is, by its name. The gateway recognises lists by the same
 * names.
 */
enum Role {

	// A browser that saves a file twice puts " (1)" into its name.
	FOLLOWERS("followers(?:_(\\d{1,6}))?( \\(\\d{1,3}\\))?\\.json"),

	FOLLOWING("following(?:_(\\d{1,6}))?( \\(\\d{1,3}\\))?\\.json"),

	/** One of the lists in the form that holds no ids and dates of any language. */
	HTML("follow(ers|ing)(_\\d{1,6})?( \\(\\d{1,3}\\))?\\.html?"),

	/** The file in an empty category. */
	NO_DATA("no-data\\.txt"),

	OTHER(".*");

	private final Pattern names;

	Role(String names) {
		this.names = Pattern.compile(names, Pattern.DOTALL);
	}

	/** The role of a file with this name, given without folders. */
	static Role of(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		for (Role role : values()) {
			if (role.names.matcher(lower).matches()) {
				return role;
			}
		}
		return OTHER;
	}

	/**
	 * The first file that is missing according to the numbers of a list's files, if any:
	 * Instagram counts them from 1, and one without a number is the first.
	 * @param names of files with this role, which is a list's
	 */
	Optional<String> missing(Collection<String> names) {
		Set<Integer> numbers = names.stream().map(this::number).collect(Collectors.toSet());
		return IntStream.range(1, names.isEmpty() ? 1 : Collections.max(numbers))
			.filter((number) -> !numbers.contains(number))
			.mapToObj((number) -> name().toLowerCase(Locale.ROOT) + "_" + number + ".json")
			.findFirst();
	}

	private int number(String name) {
		Matcher matcher = this.names.matcher(name.toLowerCase(Locale.ROOT));
		return (matcher.matches() && matcher.group(1) != null) ? Integer.parseInt(matcher.group(1)) : 1;
	}

}
