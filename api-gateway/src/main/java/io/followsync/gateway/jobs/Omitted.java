package io.followsync.gateway.jobs;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The entries of an export that are not people, and so are in no view.
 */
public record Omitted(long deletedAccounts, long namelessEntries) {

	public boolean isEmpty() {
		return this.deletedAccounts == 0 && this.namelessEntries == 0;
	}

	/** In words, as "1 deleted account, 2 entries without a name". */
	public String text() {
		return Stream
			.of(count(this.deletedAccounts, "deleted account", "deleted accounts"),
					count(this.namelessEntries, "entry without a name", "entries without a name"))
			.filter((part) -> !part.isEmpty())
			.collect(Collectors.joining(", "));
	}

	private static String count(long count, String one, String several) {
		return (count == 0) ? "" : count + " " + ((count == 1) ? one : several);
	}

}
