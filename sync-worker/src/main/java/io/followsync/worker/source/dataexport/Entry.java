package io.followsync.worker.source.dataexport;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One person of a list, as written in the export.
 *
 * @param names what may be the username, most trustworthy first
 * @param inValue whether the first of them stood in {@code value}
 * @param displayName may be empty
 * @param since when the relation began; null if the entry does not say
 */
record Entry(List<String> names, boolean inValue, String displayName, @Nullable Instant since) {

	private static final Pattern USERNAME = Pattern.compile("[a-z0-9._]{1,64}");

	/** Lower case; empty if nothing in the entry can be a username. */
	Optional<String> username() {
		return this.names.stream()
			.map((name) -> name.strip().toLowerCase(Locale.ROOT))
			.filter((name) -> USERNAME.matcher(name).matches())
			.findFirst();
	}

	/** Whether it names nobody: a removed account that is still listed. */
	boolean isBlank() {
		return this.names.stream().allMatch(String::isBlank);
	}

}
